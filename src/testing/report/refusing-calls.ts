/** The class as it is, which throws what is given when a runner calls it as a function: it was named where something else belongs. */
export function refusingCalls<Made extends new (...given: never[]) => object>(made: Made, refusal: () => Error): Made {
  return new Proxy(made, {
    apply: () => {
      throw refusal();
    },
  });
}
