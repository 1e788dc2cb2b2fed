/** Whether a value is the text of a JSON object or list: what `JSON.stringify` gives, where the data itself is wanted. */
export function holdsJson(value: unknown): value is string {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return false;
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
}
