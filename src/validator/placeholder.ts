/** `${x}`, `{{x}}`, `<x>`, `%x%`, `@x@`: the ways in which tools mark what they fill in. A text that holds one may come to be anything. */
export const PLACEHOLDER = /[$<{%@#]/;
