import { type INextable, Pass, type PassProps, type State } from 'aws-cdk-lib/aws-stepfunctions';
import type { StepNode } from '../tree/step-node';
import type { OpenEnd } from './fragment';
import { type Lowering, queryLanguageOf } from './lowering';
import { jsonPathOutput } from './pass-output';
import type { LaterOutput, LaterPart } from './place-result';

/** The way out of a state that gave a result: by a Pass that makes the output or takes a part of it, where the state could not. */
export function openEnd(
  lowering: Lowering,
  node: StepNode,
  { state, name, later }: { readonly state: State & INextable; readonly name: string; readonly later: LaterOutput | LaterPart | undefined },
): OpenEnd {
  if (later === undefined) return { link: (next) => void state.next(next), mayEnd: true, from: name };
  const made = lowering.names.claimBehind(name, 'Output', node);
  const pass = new Pass(lowering.scope, made, {
    stateName: made,
    queryLanguage: queryLanguageOf(lowering),
    ...fieldsOf(lowering, node, later),
  });
  state.next(pass);
  return { link: (next) => void pass.next(next), mayEnd: true, from: made };
}

function fieldsOf({ renderer }: Lowering, node: StepNode, later: LaterOutput | LaterPart): PassProps {
  if ('part' in later) return { inputPath: later.part, resultPath: later.resultPath };
  const result = { kind: 'field', of: { kind: 'root', root: 'variables', scope: { step: node.name } }, name: later.variable } as const;
  return jsonPathOutput(renderer, later.output, { step: node.name, field: 'output', result }, true);
}
