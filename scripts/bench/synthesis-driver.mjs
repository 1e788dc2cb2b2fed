// Builds and synthesizes one machine of many steps with the builders and in plain aws-cdk-lib, in turns, and prints the CPU time of each.
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const [steps, pairs] = process.argv.slice(2).map(Number);
const lib = process.env.DRYSTEP_BENCH_LIB;
const require = createRequire(join(lib, 'entries/drystep.js'));
// CDK's validation of the template takes longer than all else, and the same for both.
process.env.CDK_VALIDATION = 'false';

const { App, Stack } = require('aws-cdk-lib');
const sfn = require('aws-cdk-lib/aws-stepfunctions');
const { LambdaInvoke } = require('aws-cdk-lib/aws-stepfunctions-tasks');
const { Function: LambdaFunction } = require('aws-cdk-lib/aws-lambda');
const { choice, handler, invoke, pass, wait, Workflow, workflow } = require(join(lib, 'entries/drystep.js'));
const { gt } = require(join(lib, 'entries/expressions.js'));

// Five states a round: a call, a pause, a choice of two ways, the second of which is the next round.
const rounds = Math.floor(steps / 5);

function withBuilders(stack, lambdaFunction) {
  const charge = handler(lambdaFunction);
  let flow = workflow();
  for (let round = 0; round < rounds; round += 1) {
    flow = flow
      .next(
        invoke(`Charge ${round}`, charge, {
          payload: ({ input }) => ({ orderId: input.orderId, amount: input.total }),
          into: `receipt${round}`,
        }),
      )
      .next(pass(`Keep ${round}`, { assign: ({ input }) => ({ [`total${round}`]: input.total }) }))
      .next(wait(`Pause ${round}`, { seconds: 5 }))
      .next(choice(`Large ${round}?`, (c) => c.when(({ input }) => gt(input.total, 1000), pass(`Note ${round}`)).otherwise()));
  }
  new Workflow(stack, 'Machine', { definition: flow.next(pass('Done')) });
}

function withPlain(stack, lambdaFunction) {
  const queryLanguage = sfn.QueryLanguage.JSONATA;
  let chain;
  const add = (next) => {
    chain = chain === undefined ? sfn.Chain.start(next) : chain.next(next);
  };
  for (let round = 0; round < rounds; round += 1) {
    add(
      new LambdaInvoke(stack, `Charge ${round}`, {
        queryLanguage,
        lambdaFunction,
        payload: sfn.TaskInput.fromObject({ orderId: '{% $states.input.orderId %}', amount: '{% $states.input.total %}' }),
        outputs: `{% $merge([$states.input, {"receipt${round}": $states.result.Payload}]) %}`,
      }),
    );
    add(new sfn.Pass(stack, `Keep ${round}`, { queryLanguage, assign: { [`total${round}`]: '{% $states.input.total %}' } }));
    add(new sfn.Wait(stack, `Pause ${round}`, { queryLanguage, time: sfn.WaitTime.seconds(5) }));
    const large = new sfn.Choice(stack, `Large ${round}?`, { queryLanguage });
    large.when(sfn.Condition.jsonata('{% $states.input.total > 1000 %}'), new sfn.Pass(stack, `Note ${round}`, { queryLanguage }));
    add(large.afterwards({ includeOtherwise: true }));
  }
  add(new sfn.Pass(stack, 'Done', { queryLanguage }));
  new sfn.StateMachine(stack, 'Machine', { definitionBody: sfn.DefinitionBody.fromChainable(chain) });
}

/** CPU milliseconds of building and synthesizing, and how many states came out. */
function measure(build) {
  global.gc?.();
  const outdir = mkdtempSync(join(tmpdir(), 'drystep-synthesis-'));
  const begin = process.cpuUsage();
  const app = new App({ outdir, analyticsReporting: false });
  const stack = new Stack(app, 'Bench');
  build(stack, LambdaFunction.fromFunctionArn(stack, 'Charge', 'arn:aws:lambda:us-east-1:123456789012:function:charge'));
  const assembly = app.synth();
  const { user, system } = process.cpuUsage(begin);
  const text = JSON.stringify(assembly.getStackByName('Bench').template);
  rmSync(outdir, { recursive: true });
  return { milliseconds: (user + system) / 1000, states: text.split('\\"Type\\":').length - 1, bytes: text.length };
}

measure(withBuilders);
measure(withPlain);
const runs = Array.from({ length: pairs }, (_, index) => {
  // Who goes first changes, so that neither profits from the other.
  if (index % 2 === 0) return { ours: measure(withBuilders), plain: measure(withPlain) };
  const plain = measure(withPlain);
  return { ours: measure(withBuilders), plain };
});
console.log(JSON.stringify(runs));
