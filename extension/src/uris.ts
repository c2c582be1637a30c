// Addresses as the server writes them, parsed once: a history has thousands, and every view asks for them again and again.
import * as vscode from 'vscode';

/** More than these are forgotten together; no history is so long. */
const MOST = 50_000;

const parsed = new Map<string, vscode.Uri>();

/** The same as `Uri.parse`. */
export function uriOf(text: string): vscode.Uri {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  if (parsed.size >= MOST) parsed.clear();
  const uri = vscode.Uri.parse(text);
  parsed.set(text, uri);
  return uri;
}
