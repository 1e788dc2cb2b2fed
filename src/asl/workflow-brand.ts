declare const workflowTypes: unique symbol;

/**
 * The input and output of a state machine, carried by type only: a construct that has them gives `testMachine` its types.
 * No such property exists at run time.
 *
 * @typeParam Input what an execution takes
 * @typeParam Output what an execution that succeeds gives
 */
export interface WorkflowBrand<Input, Output> {
  readonly [workflowTypes]?: { readonly input: Input; readonly output: Output };
}

/** The execution input of a branded construct; `unknown` for any other. */
export type WorkflowInput<Source> = Source extends WorkflowBrand<infer Input, unknown> ? Input : unknown;

/** The execution output of a branded construct; `unknown` for any other. */
export type WorkflowOutput<Source> = Source extends WorkflowBrand<unknown, infer Output> ? Output : unknown;
