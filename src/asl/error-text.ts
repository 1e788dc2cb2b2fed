/** The message of what was thrown. An error of another realm, as jest has them, is one too; anything else is shown as text. */
export function errorText(thrown: unknown): string {
  return typeof thrown === 'object' && thrown !== null && 'message' in thrown ? String(thrown.message) : String(thrown);
}
