import { QueryLanguage, type State } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { Renderer } from '../rendering/renderer';
import type { StepNode } from '../tree/step-node';
import type { Fragment } from './fragment';
import type { LambdaBinding } from './lambda-binding';
import type { StateNames } from './names';

/** The lowering of one workflow. */
export interface Lowering {
  /** Where the states are made. */
  readonly scope: Construct;
  /** Path of the workflow, for messages. */
  readonly constructPath: string;
  readonly renderer: Renderer;
  /** Which version of the code of Lambda functions the steps run. */
  readonly lambda: LambdaBinding;
  readonly names: StateNames;
  /** Whether the states run in executions that live for five minutes at most, as far as is known. */
  readonly express: boolean;
  /** Comes before the names of the states. */
  readonly prefix?: string;
  /** The first states of the steps lowered in this States map, for edges back. */
  readonly lowered: Map<StepNode, State>;
  /** The states of a step. */
  lower(node: StepNode): Fragment;
  /**
   * The states of a step that has a States map of its own: a branch or an item processor.
   *
   * @param apart the kind of executions of their own in which they run; those see no variables from outside
   */
  lowerInside(node: StepNode, apart?: Pick<Lowering, 'express'>): Fragment;
}

/** The language of the states, as CDK names it. */
export function queryLanguageOf(lowering: Lowering): QueryLanguage {
  return lowering.renderer.language === 'JSONata' ? QueryLanguage.JSONATA : QueryLanguage.JSON_PATH;
}
