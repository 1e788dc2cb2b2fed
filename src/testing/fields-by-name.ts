/** Whether something is compared field by field; lists, asymmetric matchers and predicates are compared as a whole. */
export function isFieldsByName(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !('asymmetricMatch' in value);
}
