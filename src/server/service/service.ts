import type { JsonValue, MockedCase } from '../../asl';
import { SeededRandom } from '../../data';
import { type MachineDirectory, type ObjectStore, start, type TaskAnswer, type TaskCall, trusted } from '../../interpreter';
import { answerTask, answerTested, hasAnswer, type TaskDesk } from '../tasks/answer-task';
import type { MockedCases } from '../tasks/mocked-cases';
import type { TakenTasks } from '../tasks/server-tasks';
import { Driver } from '../time/driver';
import type { ServerClock } from '../time/time-mode';
import { VirtualTime } from '../time/virtual-time';
import { ActivityQueue, type ActivityRecord } from './activities';
import type { RootExecution } from './execution-record';
import { ExecutionTable } from './execution-table';
import type { MachineRecord } from './machine-record';
import { type MachineReference, MachineTable } from './machine-table';
import { Pages } from './pages';
import { type RootFacts, RootRecord } from './root-record';
import { routed } from './routed-machine';
import { arnPrefix, type ServiceSettings } from './settings';
import { type StartableMachine, startableMachines } from './startable-machines';

/** What the service is given beside its settings. */
export interface ServiceParts {
  readonly clock: ServerClock;
  readonly tasks: TakenTasks | undefined;
  /** Test cases that executions can be started with. */
  readonly cases: MockedCases | undefined;
  readonly objects: ObjectStore | readonly ObjectStore[] | undefined;
  /** Answers a call of Step Functions by one of its own executions. */
  readonly own: (service: Service, call: TaskCall) => TaskAnswer | Promise<TaskAnswer> | undefined;
  readonly log: (line: string) => void;
}

/** What starts an execution. */
export interface StartRequest {
  readonly found: MachineReference;
  readonly name: string;
  readonly input: string;
  readonly value: JsonValue;
  readonly traceHeader: string | undefined;
  /** The test case that answers its tasks. */
  readonly mocked: MockedCase | undefined;
}

/** All that the service knows: machines, executions, activities, and the time. */
export class Service {
  readonly machines = new MachineTable();
  readonly activities = new Map<string, ActivityRecord>();
  readonly executions: ExecutionTable;
  readonly pages: Pages;
  readonly clock: ServerClock;
  readonly driver: Driver;
  readonly virtualTime: VirtualTime;
  private readonly tokens = new Map<string, RootExecution>();
  private readonly random: SeededRandom;
  private sequence = 0;
  private readonly desk: TaskDesk;
  /** Machines that are gone when their last execution has ended. */
  private readonly dying = new Set<MachineRecord>();
  /** What executions may start. */
  private readonly startable: MachineDirectory;

  constructor(
    readonly settings: ServiceSettings,
    private readonly parts: ServiceParts,
  ) {
    this.clock = parts.clock;
    this.executions = new ExecutionTable(settings.keptExecutions, ({ tokens }) => {
      for (const token of tokens) this.tokens.delete(token);
    });
    this.pages = new Pages(() => this.clock.now);
    this.random = new SeededRandom(settings.seed);
    this.driver = new Driver(this.clock, { moved: (record) => this.moved(record), ended: (record) => this.ended(record) });
    this.startable = startableMachines(this.machines, this.executions, () => this.clock.now, this.random);
    this.desk = {
      tasks: parts.tasks,
      driver: this.driver,
      activity: (arn, waiting) => this.activities.get(arn)?.queue.wait(waiting),
      issued: (taskToken, by) => this.keepToken(taskToken, by),
      own: (call) => parts.own(this, call),
      log: parts.log,
    };
    this.virtualTime = new VirtualTime(this.clock, this.driver, () => this.executions.runningRoots());
  }

  get prefix(): string {
    return arnPrefix(this.settings);
  }

  get cases(): MockedCases | undefined {
    return this.parts.cases;
  }

  /** Numbers things in the order in which they were made. */
  next(): number {
    return this.sequence++;
  }

  uuid(): string {
    return this.random.uuid();
  }

  /** Starts an execution, and runs what can run at once. */
  start({ found, name, input, value, traceHeader, mocked }: StartRequest): RootExecution {
    const { machine, revision, version } = routed(found, this.random);
    const record = this.execute(value, {
      machine,
      revision,
      name,
      startDate: this.clock.date,
      sequence: this.next(),
      input,
      versionArn: version?.arn,
      aliasArn: found.alias?.arn,
      traceHeader,
      mocked,
    });
    this.driver.move(record);
    return record;
  }

  private execute(value: JsonValue, facts: RootFacts): RootExecution {
    const { machine, revision, name, startDate } = facts;
    const { objects } = this.parts;
    let record: RootExecution | undefined;
    const answer = (call: TaskCall): TaskAnswer => answerTask(this.desk, record!, call);
    const tasks = Object.assign(answer, {
      answers: (call: TaskCall): boolean => hasAnswer(this.parts.tasks, record!, call),
    });
    const execution = start(revision.prepared, {
      input: value,
      type: machine.type,
      name,
      stateMachineArn: machine.arn,
      roleArn: revision.roleArn,
      startTime: startDate.getTime(),
      seed: Math.floor(this.random.next() * 2 ** 32),
      activities: this.activities,
      machines: this.startable,
      // What a client can list and read of a Map run are its children with a history.
      childHistories: this.settings.keptExecutions,
      ...(objects === undefined ? undefined : { objects }),
      // Handlers are given copies, the input was just read, and no execution is frozen: nothing has to be copied, and no journal kept.
      tasks: trusted(tasks),
    });
    record = new RootRecord(execution, facts);
    this.executions.add(record);
    return record;
  }

  /** Resolves when an execution has ended. */
  ending(record: RootExecution): Promise<void> {
    if (record.endedAt !== undefined) return Promise.resolve();
    return new Promise((resolve) => record.whenEnded.push(resolve));
  }

  /** The execution whose task has this token. */
  holderOf(taskToken: string): RootExecution | undefined {
    return this.tokens.get(taskToken);
  }

  /** The queue of an activity, made where the activity is. */
  addActivity(activity: Omit<ActivityRecord, 'queue' | 'sequence'>): ActivityRecord {
    const queue = new ActivityQueue(
      activity.arn,
      (record) => this.driver.move(record),
      (record) => this.driver.reach(record),
    );
    const made = { ...activity, sequence: this.next(), queue };
    this.activities.set(activity.arn, made);
    return made;
  }

  /** Stops everything. */
  close(): void {
    this.driver.close();
    for (const { queue } of this.activities.values()) queue.close();
    for (const { whenEnded } of this.executions.runningRoots()) for (const told of whenEnded) told();
  }

  /** Answers the task of a state that TestState runs. */
  answerTested(call: TaskCall): TaskAnswer | Promise<TaskAnswer> {
    return answerTested(this.desk, call);
  }

  private keepToken(taskToken: string, record: RootExecution): void {
    this.tokens.set(taskToken, record);
    record.tokens.push(taskToken);
  }

  /** Deletes a machine: at once where none of its executions runs, else when the last of them has ended; they fail when they enter their next state. */
  deleteMachine(machine: MachineRecord): void {
    machine.deleting = true;
    this.dying.add(machine);
    if (machine.type === 'STANDARD') for (const record of this.executions.runningRoots()) record.execution.deleteMachine(machine.arn);
    this.removeDead();
  }

  /** Takes an execution up that was redriven. */
  resume(record: RootExecution): void {
    this.executions.resume(record);
    for (const { arn } of this.dying) record.execution.deleteMachine(arn);
  }

  private removeDead(): void {
    for (const machine of this.dying) {
      if (machine.type === 'STANDARD' && this.executions.runs(machine.arn)) continue;
      this.dying.delete(machine);
      this.machines.remove(machine.arn);
    }
  }

  private ended(record: RootExecution): void {
    this.executions.end(record);
    this.removeDead();
  }

  private moved(record: RootExecution): void {
    for (;;) {
      const place = record.started.length;
      const started = record.execution.nestedAt(place);
      if (started === undefined) break;
      const { revision, stateMachineVersionArn: versionArn, stateMachineAliasArn: aliasArn } = started.listed as StartableMachine;
      this.executions.addStarted(
        {
          arn: started.arn,
          name: started.name,
          type: started.type,
          machineArn: started.stateMachineArn,
          revision,
          ...(versionArn === undefined ? {} : { versionArn }),
          ...(aliasArn === undefined ? {} : { aliasArn }),
          startDate: started.startDate,
          sequence: this.next(),
          input: JSON.stringify(started.input),
          redriveCount: 0,
          redriveDate: undefined,
          root: record,
          view: () => record.execution.nestedAt(place)!,
        },
        record,
      );
    }
    for (const { queue } of this.activities.values()) queue.serve();
    if (record.execution.result === undefined && record.trouble === undefined) return;
    // It has its result; what it started may still run.
    record.endedAt ??= this.clock.now;
    for (const told of record.whenEnded.splice(0)) told();
  }
}
