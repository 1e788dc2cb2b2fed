/** A history: events of the SDK or the AWS CLI, the whole answer of GetExecutionHistory, or its text. */
export type RecordedHistory = readonly object[] | { readonly events?: readonly object[] | undefined } | string;
