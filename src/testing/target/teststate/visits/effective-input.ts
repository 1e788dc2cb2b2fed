import { fieldsAsJson, type JsonValue, memberIn } from '../../../../asl';
import { UsageError } from '../../../usage-error';
import { askTestState } from '../ask';
import { refuseContext } from '../context';
import type { WalkVisit } from '../walk';

/** Fields of a JSONPath state that make its effective input. */
const INPUT_FIELDS = ['InputPath', 'Parameters'];

/**
 * What a field of a Map or Parallel state evaluates to, which TestState shows for neither: a Pass state with the same fields is asked instead.
 *
 * @param expression field of a JSONata state: `Arguments` or `Items`
 */
export async function effectiveInput(visit: WalkVisit, expression: 'Arguments' | 'Items'): Promise<JsonValue> {
  const { walk, place, node, input } = visit;
  const fields = fieldsAsJson(node.fields);
  const { queryLanguage } = node;
  const own = queryLanguage === 'JSONata' ? [expression] : INPUT_FIELDS;
  const given = own.filter((name) => fields[name] !== undefined);
  if (given.length === 0) return input;
  refuseContext(visit, given);
  const evaluated =
    queryLanguage === 'JSONata'
      ? { Output: memberIn(fields, expression) }
      : Object.fromEntries(given.map((name) => [name, memberIn(fields, name)]));
  const definition = {
    StartAt: node.name,
    States: { [node.name]: { Type: 'Pass', QueryLanguage: queryLanguage, ...evaluated, End: true } },
  };
  const told = await askTestState(walk.call, {
    definition: JSON.stringify(definition),
    state: node.name,
    input,
    variables: place.variables,
  });
  if (told.status === 'SUCCEEDED' && told.output !== undefined) return told.output;
  // The error has another text than the state's own would have: TestState is not asked about that one.
  throw new UsageError(
    `State "${node.name}" at ${node.pointer}: TestState could not evaluate ${given.join(' and ')}: ${told.error}: ${told.cause}`,
    "run this test with target: 'local'.",
  );
}
