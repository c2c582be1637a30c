// Names of characters for `\N{NAME}` escapes: the ones that occur in practice. Any other name is unknown, and its
// string is left unread.

const NAMES: ReadonlyMap<string, number> = new Map([
  ['NO-BREAK SPACE', 0xa0],
  ['EN DASH', 0x2013],
  ['EM DASH', 0x2014],
  ['HORIZONTAL ELLIPSIS', 0x2026],
  ['BULLET', 0x2022],
  ['LEFT SINGLE QUOTATION MARK', 0x2018],
  ['RIGHT SINGLE QUOTATION MARK', 0x2019],
  ['LEFT DOUBLE QUOTATION MARK', 0x201c],
  ['RIGHT DOUBLE QUOTATION MARK', 0x201d],
  ['SNOWMAN', 0x2603],
  ['GREEK SMALL LETTER ALPHA', 0x3b1],
  ['GREEK SMALL LETTER BETA', 0x3b2],
  ['GREEK SMALL LETTER GAMMA', 0x3b3],
  ['GREEK SMALL LETTER DELTA', 0x3b4],
  ['GREEK CAPITAL LETTER DELTA', 0x394],
  ['GREEK CAPITAL LETTER OMEGA', 0x3a9],
  ['GREEK SMALL LETTER OMEGA', 0x3c9],
  ['GREEK SMALL LETTER MU', 0x3bc],
  ['GREEK SMALL LETTER PI', 0x3c0],
  ['MICRO SIGN', 0xb5],
  ['DEGREE SIGN', 0xb0],
  ['EURO SIGN', 0x20ac],
  ['POUND SIGN', 0xa3],
  ['YEN SIGN', 0xa5],
  ['CENT SIGN', 0xa2],
  ['COPYRIGHT SIGN', 0xa9],
  ['REGISTERED SIGN', 0xae],
  ['TRADE MARK SIGN', 0x2122],
  ['SECTION SIGN', 0xa7],
  ['PILCROW SIGN', 0xb6],
  ['MIDDLE DOT', 0xb7],
  ['MULTIPLICATION SIGN', 0xd7],
  ['DIVISION SIGN', 0xf7],
  ['PLUS-MINUS SIGN', 0xb1],
  ['NOT EQUAL TO', 0x2260],
  ['LESS-THAN OR EQUAL TO', 0x2264],
  ['GREATER-THAN OR EQUAL TO', 0x2265],
  ['RIGHTWARDS ARROW', 0x2192],
  ['LEFTWARDS ARROW', 0x2190],
  ['UPWARDS ARROW', 0x2191],
  ['DOWNWARDS ARROW', 0x2193],
  ['CHECK MARK', 0x2713],
  ['HEAVY CHECK MARK', 0x2714],
  ['BALLOT X', 0x2717],
  ['LATIN SMALL LETTER E WITH ACUTE', 0xe9],
  ['LATIN CAPITAL LETTER E WITH ACUTE', 0xc9],
  ['LATIN SMALL LETTER A WITH DIAERESIS', 0xe4],
  ['LATIN SMALL LETTER O WITH DIAERESIS', 0xf6],
  ['LATIN SMALL LETTER U WITH DIAERESIS', 0xfc],
  ['LATIN SMALL LETTER SHARP S', 0xdf],
  ['ZERO WIDTH SPACE', 0x200b],
  ['ZERO WIDTH JOINER', 0x200d],
  ['ZERO WIDTH NO-BREAK SPACE', 0xfeff],
  ['LINE SEPARATOR', 0x2028],
  ['PARAGRAPH SEPARATOR', 0x2029],
  ['SPACE', 0x20],
  ['QUOTATION MARK', 0x22],
  ['APOSTROPHE', 0x27],
  ['REVERSE SOLIDUS', 0x5c],
  ['SOLIDUS', 0x2f],
  ['LEFT CURLY BRACKET', 0x7b],
  ['RIGHT CURLY BRACKET', 0x7d],
  ['PERCENT SIGN', 0x25],
  ['AMPERSAND', 0x26],
  ['HYPHEN-MINUS', 0x2d],
  ['LOW LINE', 0x5f],
  ['COLON', 0x3a],
  ['NUMBER SIGN', 0x23],
  ['DOLLAR SIGN', 0x24],
  ['COMMERCIAL AT', 0x40],
  ['SOFT HYPHEN', 0xad],
  ['REPLACEMENT CHARACTER', 0xfffd],
  ['PILE OF POO', 0x1f4a9],
  ['GRINNING FACE', 0x1f600],
  ['WARNING SIGN', 0x26a0],
  ['WHITE HEAVY CHECK MARK', 0x2705],
  ['CROSS MARK', 0x274c],
]);

/** The character with this Unicode name (in any case), or `undefined` when the name is not in the short list here. */
export function characterByName(name: string): string | undefined {
  const upper = name.toUpperCase();
  const code = NAMES.get(upper) ?? systematicCode(upper);
  return code === undefined ? undefined : String.fromCodePoint(code);
}

/** Names that follow a rule: plain Latin letters and digits. */
function systematicCode(name: string): number | undefined {
  const letter = /^LATIN (SMALL|CAPITAL) LETTER ([A-Z])$/.exec(name);
  if (letter?.[2] === undefined) return undefined;
  return letter[2].charCodeAt(0) + (letter[1] === 'SMALL' ? 32 : 0);
}
