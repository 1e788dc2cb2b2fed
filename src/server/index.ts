export { type ClientSettings, clientFor, type ServerTime, timeOf } from './client';
export type { MachineSource, UnservedMachine } from './load-machines';
export { type ServerOptions, type StepFunctionsServer, startServer } from './start-server';
export type { ServerTasks } from './tasks/server-tasks';
export type { TimeMode } from './time/time-mode';
