/** What the plugin of the Serverless Framework puts behind the key of a machine to make its logical id. */
const MACHINE = 'StepFunctionsStateMachine';
const FUNCTION = 'LambdaFunction';

/** The keys under `stepFunctions.stateMachines` of a `serverless.yml` that a logical id can be of; none for one of another tool. */
export function serverlessMachineKeys(logicalId: string): readonly string[] {
  if (!logicalId.endsWith(MACHINE) || logicalId === MACHINE) return [];
  const written = logicalId.slice(0, -MACHINE.length).replaceAll('Dash', '-').replaceAll('Underscore', '_');
  return [written, written.charAt(0).toLowerCase() + written.slice(1)];
}

/** The key under `functions` of a `serverless.yml`: the end of the name `service-stage-key`, from which the logical id is made. */
export function serverlessFunctionKey(logicalId: string, name: string): string | undefined {
  if (!logicalId.endsWith(FUNCTION)) return undefined;
  const ends = [...name.matchAll(/-/g)].map(({ index }) => name.slice(index + 1));
  return ends.find((end) => idOf(end) === logicalId);
}

function idOf(key: string): string {
  const id = key.replaceAll('-', 'Dash').replaceAll('_', 'Underscore');
  return `${id.charAt(0).toUpperCase()}${id.slice(1)}${FUNCTION}`;
}
