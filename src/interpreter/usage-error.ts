export { UsageError } from '../asl';
