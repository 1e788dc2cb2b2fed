/** What the expressions of an execution may not go beyond, for lack of memory: thrown out of the evaluation that does. No error of the workflow. */
export class OutOfRoom extends Error {
  constructor() {
    super('The expressions of an execution have made more than there is room for.');
    this.name = 'OutOfRoom';
  }
}
