// What tests of a written revision look at.

/** The functions of a revision file, without what stands above them. */
export function bodiesOf(text: string): string {
  return text.slice(text.indexOf('def upgrade')).trimEnd() + '\n';
}
