import { type JsonValue, listedQuoted, lookupDummies } from '../../asl';
import { MACRO_HINT, unrunMacros } from '../../template';
import { fileHints } from '../mocks/file-hints';

/** Tells, when the file ends, that CloudFormation does not make a machine, so that its tests judge what is not deployed. */
export function tellCondition(machineName: string, deployed: boolean | undefined): void {
  if (deployed === false)
    fileHints.add(
      `${machineName} has a Condition that does not hold: CloudFormation does not make it. Hint: give the values with which it does, by --parameter NAME=VALUE on the command line, or testMachine(source, name, { parameters: { … } }).`,
    );
}

/** Tells, when the file ends, that CloudFormation rewrites a machine before it makes it, so that its tests may judge what is not deployed. */
export function tellMacros(machineName: string, macros: readonly string[] = []): void {
  if (macros.length > 0) fileHints.add(`${unrunMacros([{ name: machineName, macros }])[0]} Hint: ${MACRO_HINT}`);
}

/** Tells, when the file ends, what of a definition is not what will be deployed, since the CDK has not looked it up. */
export function tellDummies(machineName: string, definition: JsonValue): void {
  const dummies = lookupDummies(definition);
  const [first] = dummies;
  if (first === undefined) return;
  const texts = [...new Set(dummies.map(({ text }) => text))];
  fileHints.add(
    `${machineName} holds ${listedQuoted(texts)} (${first.pointer}), which ${first.lookup} gives where nothing was looked up: what is deployed has another value. ` +
      "Hint: give the app what cdk synth keeps: testApp({ context: require('../cdk.context.json') }).",
  );
}
