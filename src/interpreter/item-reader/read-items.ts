import type { JsonValue } from '../../asl';
import type { ObjectContent } from './object-store';
import type { ReaderConfig } from './reader-config';

/** Turns the content of one object into items. Throws a Failure with States.ItemReaderFailed. */
export type ReadItems = (content: ObjectContent, config: ReaderConfig) => readonly JsonValue[];
