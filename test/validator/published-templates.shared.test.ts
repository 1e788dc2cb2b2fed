import { basename } from 'node:path';
import type { JsonObject } from '../../src/asl';
import { extractStateMachines } from '../../src/template';
import { validate } from '../../src/validator';
import { describeShared, sharedCases } from '../shared-data';

// Templates whose machines AWS would refuse, each with the reason: most are fixtures of tools that never deploy them.
const refused: Record<string, string> = {
  'tpl-05929a80f25f MyStateMachine': 'no States',
  'tpl-09472567f601 SM934E715A': 'States.ArrayLength of the text "$", which fails when it runs',
  'tpl-1c3ee542fe20 Post': 'Resource "random-resource"',
  'tpl-1c3ee542fe20 Post2': 'Resource "random-resource"',
  'tpl-294b72a612e9 MyStateMachine': 'no States',
  'tpl-68e7edef1f1c StateMachine': 'QueryLanguage stands among the states',
  'tpl-84cf9d5ac341 StateMachine': 'the Arn of a resource that the template does not have: CloudFormation refuses it',
  'tpl-90b1031fe1a4 MyStateMachine': 'the Arn of a resource that the template does not have: CloudFormation refuses it',
  'tpl-9a6042752225 StateMachine': 'the Arn of a resource that the template does not have: CloudFormation refuses it',
  'tpl-a97ea9a5d59e StateMachine': 'no States',
  'tpl-d70210ff9a75 StateMachine': 'no States',
};

describeShared('published templates', 'definitions/templates', (folder) => {
  test('every machine that is resolved is valid, but for the listed ones', () => {
    const failed = sharedCases(folder).flatMap(({ file, content }) => {
      const texts = new Map(Object.entries((content['files'] ?? {}) as Record<string, string>));
      const machines = extractStateMachines(content['template'] as JsonObject, {
        files: { local: (path) => texts.get(path), object: () => undefined },
      });
      return machines
        .filter(({ definition }) => definition !== undefined && validate(definition).result === 'FAIL')
        .map(({ logicalId }) => `${basename(file, '.json')} ${logicalId}`);
    });

    expect(failed.sort()).toEqual(Object.keys(refused).sort());
  });
});
