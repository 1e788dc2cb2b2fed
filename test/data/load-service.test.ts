import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { loadService, serviceNames } from '../../src/data';

const folder = join(__dirname, '..', '..', 'src', 'data', 'services');

describe('The models of services', () => {
  test('name the parameters of an operation and the shape of its answer', () => {
    const sfn = loadService('sfn');

    const [parameters, answer] = sfn?.operations.StartExecution ?? [];

    expect(parameters?.split(',')).toEqual(expect.arrayContaining(['*stateMachineArn', 'name', 'input']));
    expect(sfn?.shapes[answer as number]).toEqual({ '*executionArn': 's,1,256', '*startDate': 't' });
  });

  test('are there for every service that optimised integrations call', () => {
    const called = [
      'athena',
      'batch',
      'bedrock',
      'bedrockruntime',
      'codebuild',
      'databrew',
      'dynamodb',
      'ecs',
      'eks',
      'emr',
      'emrcontainers',
    ];
    const more = ['emrserverless', 'eventbridge', 'glue', 'lambda', 'mediaconvert', 'sagemaker', 'sfn', 'sns', 'sqs'];

    for (const name of [...called, ...more]) expect([name, loadService(name)]).toEqual([name, expect.anything()]);
  });

  test('refer to no shape that is missing', () => {
    for (const name of serviceNames()) {
      const { operations, shapes } = loadService(name) as NonNullable<ReturnType<typeof loadService>>;
      // The bounds of a list are numbers, too, so lists are left out.
      const structures = shapes.filter((shape) => !Array.isArray(shape)).flatMap((shape) => Object.values(shape));
      const missing = [...structures, ...Object.values(operations).map(([, answer]) => answer)].filter(
        (shape) => typeof shape === 'number' && shapes[shape] === undefined,
      );
      expect([name, missing]).toEqual([name, []]);
    }
  });

  test('are as many as there are files of them', () => {
    expect(serviceNames()).toHaveLength(readdirSync(folder).filter((file) => file.endsWith('.json.gz')).length);
    expect(serviceNames()).toEqual(expect.arrayContaining(['s3', 'sqs']));
  });

  test('are read once', () => {
    expect(loadService('sqs')).toBe(loadService('sqs'));
  });

  test.each(['nosuchservice', 'SQS', '../jsonata/parse', '', '__proto__'])('are undefined for %j', (name) => {
    expect(loadService(name)).toBeUndefined();
  });

  test('take less than two megabytes together', () => {
    const bytes = readdirSync(folder).reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);

    expect(bytes).toBeLessThan(2_000_000);
  });
});
