/** What a snippet must be told: the compiler's message contains `says`, and the error begins at the text `at`. */
export type Refusal = readonly [title: string, snippet: string, at: string, says: string];
