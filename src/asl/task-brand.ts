declare const taskTypes: unique symbol;

/**
 * What a task is sent and answers, carried by type only: a step that has them gives its mocks their types. No such property exists at run time.
 *
 * @typeParam Sent what a Lambda function or worker gets
 * @typeParam Result the task's raw result
 * @typeParam Payload what a Lambda function or worker gives; `never` where nobody does
 */
export interface TaskBrand<Sent, Result, Payload> {
  readonly [taskTypes]?: { readonly sent: Sent; readonly result: Result; readonly payload: Payload };
}
