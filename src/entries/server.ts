export {
  type ClientSettings,
  clientFor,
  type MachineSource,
  type ServerOptions,
  type ServerTasks,
  type ServerTime,
  type StepFunctionsServer,
  startServer,
  type TimeMode,
  timeOf,
  type UnservedMachine,
} from '../server';
