import { Chain, type INextable, Pass } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { atConstruct } from '../../expressions';
import { jsonataRenderer } from '../rendering/render-jsonata';
import { jsonPathRenderer } from '../rendering/render-jsonpath';
import type { Renderer } from '../rendering/renderer';
import type { StepNode } from '../tree/step-node';
import { refuseExpressChildren } from './express-rules';
import type { OpenEnd } from './fragment';
import type { LambdaBinding } from './lambda-binding';
import { lowerOpen } from './lower-definition';
import { type Lowering, queryLanguageOf } from './lowering';

/** The query languages of Step Functions. */
export type WorkflowLanguage = 'JSONata' | 'JSONPath';

/** The renderer of each language. */
export const renderers: Record<WorkflowLanguage, Renderer> = { JSONata: jsonataRenderer, JSONPath: jsonPathRenderer };

/** How steps become states of a workflow written with aws-cdk-lib. */
export interface ChainableOptions {
  /** Comes before the names of the states. @default none */
  readonly prefix?: string;
  /** The language of these states; each is marked with it, whatever the machine says. @default 'JSONata' */
  readonly queryLanguage?: WorkflowLanguage;
  /** Which version of the code of Lambda functions the steps run. @default 'unqualified' */
  readonly lambda?: LambdaBinding;
}

/** Fresh states for a step, as a chain that goes into chains, branches and item processors of aws-cdk-lib. */
export function chainOf(node: StepNode, scope: Construct, options: ChainableOptions): Chain {
  const { prefix = '', queryLanguage = 'JSONata', lambda = 'unqualified' } = options;
  const target = {
    scope: new Construct(scope, freeId(scope, `${prefix}${node.name} Steps`)),
    constructPath: scope.node.path,
    renderer: renderers[queryLanguage],
    lambda,
    prefix,
  };
  const { lowering, fragment } = atConstruct(target.constructPath, () => {
    const lowered = lowerOpen(target, node);
    refuseExpressChildren(lowered.fragment.start);
    return lowered;
  });
  const ends = fragment.ends.map((end) => nextable(lowering, node, end));
  return Chain.custom(fragment.start, ends, fragment.start);
}

/** The Default of a choice has to lead somewhere even when nothing follows, so it leads to a Pass that the chain can go on from. */
function nextable(lowering: Lowering, owner: StepNode, end: OpenEnd): INextable {
  if (end.mayEnd) {
    return {
      next: (next) => {
        end.link(next.startState);
        return Chain.start(next);
      },
    };
  }
  const name = lowering.names.claimBehind(end.from, 'Done', owner);
  const done = new Pass(lowering.scope, name, { stateName: name, queryLanguage: queryLanguageOf(lowering) });
  end.link(done);
  return done;
}

function freeId(scope: Construct, wanted: string): string {
  let id = wanted;
  for (let number = 2; scope.node.tryFindChild(id) !== undefined; number += 1) id = `${wanted} ${number}`;
  return id;
}
