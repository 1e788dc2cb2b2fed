import 'drystep/jest';
import { type App, Duration, Stack } from 'aws-cdk-lib';
import { AwsIntegration, RestApi, StepFunctionsIntegration, StepFunctionsRestApi } from 'aws-cdk-lib/aws-apigateway';
import { EventField, Rule, Schedule as RuleSchedule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { SfnStateMachine } from 'aws-cdk-lib/aws-events-targets';
import { Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { StepFunctionsStartExecution } from 'aws-cdk-lib/aws-scheduler-targets';
import { DefinitionBody, JsonPath, Pass, Result, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { testApp } from 'drystep/testing';

const cdk = testApp();
const machines = new Stack(cdk, 'Machines');
const orders = new StateMachine(machines, 'Orders', {
  definitionBody: DefinitionBody.fromChainable(
    new Pass(machines, 'Read', { parameters: { id: JsonPath.stringAt('$.orderId'), total: JsonPath.numberAt('$.total') } }),
  ),
});
const greeting = new StateMachine(machines, 'Greeting', {
  stateMachineType: StateMachineType.EXPRESS,
  definitionBody: DefinitionBody.fromChainable(new Pass(machines, 'Greet', { parameters: { name: JsonPath.stringAt('$.body.name') } })),
});
new StateMachine(machines, 'Alone', {
  definitionBody: DefinitionBody.fromChainable(new Pass(machines, 'Nothing', { result: Result.fromNumber(1) })),
});

// Rules stand in another stack than the machines that they start.
const events = new Stack(cdk, 'Events');
const paid = { source: ['shop'], detailType: ['OrderPaid'], detail: { status: ['PAID', 'SETTLED'], method: [{ prefix: 'card' }] } };
const target = (input?: RuleTargetInput) => [new SfnStateMachine(orders, input === undefined ? {} : { input })];
const onPaid = new Rule(events, 'OnPaid', {
  eventPattern: paid,
  targets: target(
    RuleTargetInput.fromObject({
      orderId: EventField.fromPath('$.detail.id'),
      total: EventField.fromPath('$.detail.total'),
      note: `at ${EventField.time}`,
    }),
  ),
});
new Rule(events, 'Misspelt', {
  eventPattern: paid,
  targets: target(RuleTargetInput.fromObject({ orderID: EventField.fromPath('$.detail.id'), total: 1 })),
});
new Rule(events, 'Detail', { eventPattern: paid, targets: target(RuleTargetInput.fromEventPath('$.detail')) });
new Rule(events, 'Whole', { eventPattern: paid, targets: target() });
new Rule(events, 'Nightly', {
  schedule: RuleSchedule.rate(Duration.days(1)),
  targets: target(RuleTargetInput.fromObject({ orderId: 'all', total: 0 })),
});
new Rule(events, 'Text', { eventPattern: paid, targets: target(RuleTargetInput.fromText(`order ${EventField.fromPath('$.detail')}`)) });
new Schedule(events, 'Weekly', {
  schedule: ScheduleExpression.rate(Duration.days(7)),
  target: new StepFunctionsStartExecution(orders, {
    input: ScheduleTargetInput.fromObject({ orderId: '<aws.scheduler.scheduled-time>', total: 0 }),
  }),
});

const web = new Stack(cdk, 'Web');
new StepFunctionsRestApi(web, 'Simple', { stateMachine: greeting });
const api = new RestApi(web, 'Api');
api.root.addResource('full').addMethod(
  'POST',
  StepFunctionsIntegration.startExecution(greeting, {
    headers: true,
    path: true,
    querystring: true,
    requestContext: { accountId: true, httpMethod: true },
  }),
);
const own = (template: string) =>
  new AwsIntegration({ service: 'states', action: 'StartExecution', options: { requestTemplates: { 'application/json': template } } });
api.root
  .addResource('own')
  .addMethod(
    'POST',
    own(
      [
        '## orders of a shop\n',
        `#set($shop = $input.params('shop'))`,
        '{ "stateMachineArn": "',
        orders.stateMachineArn,
        `", "input": "$util.escapeJavaScript('{"orderId":')`,
        `$util.escapeJavaScript($input.json('$.id')),\\"shop\\":\\"$shop\\",`,
        `#if($input.path('$.lines').size() > 1)\\"many\\":true,#else\\"many\\":false,#end`,
        `\\"lines\\":[#foreach($line in $input.path('$.lines'))\\"$line.sku\\"#if($foreach.hasNext),#end#end]}" }`,
      ].join(''),
    ),
  );
api.root.addResource('broken').addMethod('POST', own(`{ "stateMachineArn": "${orders.stateMachineArn}", "input": "$input.body" }`));
api.root.addResource('strange').addMethod('POST', own(`{ "stateMachineArn": "${orders.stateMachineArn}", "input": "$util.md5('a')" }`));

const app = testApp(machines.node.root as App);
const event = { detail: { id: 'o-1', total: 40 }, time: '2026-01-01T00:00:00Z' };

describe('rules of EventBridge', () => {
  test('hand on what their target says of an event', () => {
    expect(app.starter(onPaid).input(event)).toEqual({ orderId: 'o-1', total: 40, note: 'at 2026-01-01T00:00:00Z' });
    expect(app.starter('Detail').input(event)).toEqual({ id: 'o-1', total: 40 });
    expect(app.starter('Whole').input(event)).toEqual(event);
    expect(app.starter('Events/Nightly').input()).toEqual({ orderId: 'all', total: 0 });
  });

  test('have a sample of their own: what the pattern lists', () => {
    expect(app.starter('Whole').input()).toMatchObject({
      source: 'shop',
      'detail-type': 'OrderPaid',
      detail: { status: 'PAID' },
      account: '111111111111',
    });
  });

  test('start their machine, which runs', async () => {
    expect(await app.starter('OnPaid').execute(event)).toSucceedWith({ id: 'o-1', total: 40 });
  });

  test('fit the machine that reads what they hand on', async () => {
    await expect(app.starter('OnPaid').check(event)).resolves.toBeUndefined();
    await expect(app.starter('Nightly').check()).resolves.toBeUndefined();
    await expect(app.starter('OnPaid').check(event, { required: ['orderId', 'total'] })).resolves.toBeUndefined();
  });

  test('fail when the machine reads a field that they do not hand on: construct and field are named', async () => {
    await expect(app.starter('Misspelt').check(event)).rejects.toThrow(
      'The rule Events/Misspelt starts Machines-Orders with {"orderID":"o-1","total":1}, which does not fit what its states read: at /States/Read/Parameters/id.$: ',
    );
    await expect(app.starter('Misspelt').check(event)).rejects.toThrow('$.orderId');
  });

  test('fail when what they hand on does not fit a schema', async () => {
    const schema = { properties: { orderId: { type: 'integer' } } };

    await expect(app.starter('OnPaid').check(event, schema)).rejects.toThrow(
      'which does not fit its schema: /orderId should be integer, but it is "o-1". Hint: change what Events/OnPaid passes on',
    );
  });

  test('fail for an event that their pattern does not let through', async () => {
    expect(() => app.starter('OnPaid').input({ ...event, source: 'shopp' })).toThrow(
      'The rule Events/OnPaid cannot start Machines-Orders: its pattern lists ["shop"] at /source, and the event has "shopp" there. Hint: correct the pattern, or pass an event that it lets through.',
    );
    await expect(app.starter('OnPaid').execute({ detail: { ...event.detail, status: 'OPEN' } })).rejects.toThrow(
      'its pattern lists ["PAID","SETTLED"] at /detail/status, and the event has "OPEN" there',
    );
    await expect(app.starter('Whole').check({ detail: { method: 'cash' } })).rejects.toThrow('/detail/method');
  });

  test('fail for an event that lacks what they read, and for a text made of an object', () => {
    expect(() => app.starter('OnPaid').input({ detail: { id: 'o-1' } })).toThrow(
      'The rule Events/OnPaid cannot start Machines-Orders: its <detail-total> reads $.detail.total, which the event does not have: {"detail":{"id":"o-1"}}.',
    );
    expect(() => app.starter('Text').input(event)).toThrow('puts <detail> into a text, and the event has {"id":"o-1","total":40} there');
  });
});

describe('a rule whose pattern says little of the event', () => {
  const cdk = testApp();
  const stack = new Stack(cdk, 'Open');
  const machine = (id: string, path: string) =>
    new StateMachine(stack, id, { definitionBody: DefinitionBody.fromChainable(new Pass(stack, `Read ${id}`, { inputPath: path })) });
  const rule = (id: string, started: StateMachine, detail?: Record<string, string[]>) =>
    new Rule(stack, id, {
      eventPattern: { detailType: ['Asked'], ...(detail === undefined ? {} : { detail }) },
      targets: [new SfnStateMachine(started)],
    });
  const inDetail = machine('InDetail', '$.detail.accountId');
  const inEvent = machine('InEvent', '$.Execution');
  rule('NoDetail', inDetail);
  rule('SomeDetail', inDetail, { state: ['DONE'] });
  rule('NotThere', inEvent);
  const open = testApp(cdk);

  test.each(['NoDetail', 'SomeDetail'])('may hand on any field of its detail: %s', async (name) => {
    await expect(open.starter(name).check()).resolves.toBeUndefined();
  });

  test('hands on the fields that every event has, and no others beside them', async () => {
    await expect(open.starter('NotThere').check()).rejects.toThrow(
      /"\$\.Execution" cannot be there: .* or pass an event that has all of it: check\(\{ detail: \{ … \} \}\)\.$/,
    );
  });

  test('is judged by the whole event where one is passed', async () => {
    await expect(open.starter('NoDetail').check({ detail: { accountID: '1' } })).rejects.toThrow('"$.detail.accountId" cannot be there');
  });
});

describe('schedules', () => {
  test('hand on their input, placeholders filled', async () => {
    expect(app.starter('Weekly').input()).toEqual({ orderId: '2024-01-01T00:00:00Z', total: 0 });
    await expect(app.starter('Weekly').check()).resolves.toBeUndefined();
  });
});

describe('methods of API Gateway', () => {
  const request = { body: { name: `O'Neill/"Jo"` }, headers: { accept: '*/*', via: 'x' }, queryString: { q: '1' }, path: { id: '7' } };

  test('hand on what the template of the CDK makes of a request', async () => {
    expect(app.starter('Simple').input(request)).toEqual({ body: request.body, querystring: { q: '1' }, path: { id: '7' } });
    expect(app.starter('Api/Default/full').input({ ...request, context: { identity: { accountId: '42' }, httpMethod: 'POST' } })).toEqual({
      body: request.body,
      header: request.headers,
      querystring: { q: '1' },
      path: { id: '7' },
      requestContext: { accountId: '42', httpMethod: 'POST' },
    });
    expect(await app.starter('Simple').execute(request)).toSucceedWith({ name: `O'Neill/"Jo"` });
  });

  test('hand on what a template of their own makes of it', () => {
    const starter = app.starter('Api/Default/own');

    expect(starter.input({ body: { id: 'o-1', lines: [{ sku: 'a' }, { sku: 'b' }] }, queryString: { shop: 'north' } })).toEqual({
      orderId: 'o-1',
      shop: 'north',
      many: true,
      lines: ['a', 'b'],
    });
    expect(starter.input({ body: { id: 'o-1', lines: [{ sku: 'a' }] }, path: { shop: 'south' } })).toMatchObject({
      many: false,
      shop: 'south',
      lines: ['a'],
    });
  });

  test('fail when the machine reads what they never hand on', async () => {
    await expect(app.starter('Simple').check({ body: { firstName: 'Jo' } })).rejects.toThrow(
      'The method of API Gateway Web/Simple/Default/ANY starts Machines-Greeting',
    );
    await expect(app.starter('Simple').check({ body: { name: 'Jo' } })).resolves.toBeUndefined();
  });

  test('fail when the template gives no JSON, or does what is not understood', () => {
    expect(() => app.starter('Api/Default/broken').input({ body: { a: 1 } })).toThrow(
      'The method of API Gateway Web/Api/Default/broken/POST cannot start Machines-Orders: its mapping template gives no JSON: ',
    );
    expect(() => app.starter('Api/Default/strange').input({})).toThrow(
      "The mapping template calls md5() in $util.md5('a'), which is not understood here.",
    );
  });
});

describe('what starts machines', () => {
  test('is listed over all stacks', () => {
    expect(app.starters.map(({ kind, name, machine }) => `${kind} ${name} → ${machine}`)).toEqual(
      expect.arrayContaining([
        'rule Events/OnPaid → Machines-Orders',
        'schedule Events/Weekly → Machines-Orders',
        'api Web/Api/Default/full/POST → Machines-Greeting',
      ]),
    );
    expect(app.starters).toHaveLength(12);
    // Rules of other stacks start the machines of one, too.
    expect(testApp(machines).starters).toHaveLength(12);
  });

  test('is named by construct, path or id', () => {
    expect(app.starter('OnPaid')).toBe(app.starter(onPaid));
    expect(() => app.starter('OnPayd')).toThrow('Nothing that starts a machine is called "OnPayd".');
    expect(() => app.starter('Web')).toThrow('5 things that start a machine are called "Web".');
  });
});
