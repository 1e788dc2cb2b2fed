/** A snippet that compiles; what it proves stands in it as `sure<...>()`. */
export type Acceptance = readonly [title: string, snippet: string];
