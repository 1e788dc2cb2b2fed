export { isUsageError, UsageError } from '../asl';
