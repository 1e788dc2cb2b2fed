import { isJsonObject, type JsonValue, ownKey, parseJson } from '../../asl';
import { Failure } from '../failure';
import { type ItemList, itemList, sourcedList } from '../forks/items';
import { prepareItemReader } from '../forks/prepare-item-reader';
import { ObjectReader } from '../item-reader/object-store';
import { readerDataMissing } from './messages';
import { refuse } from './refuse';
import type { StateTestOf } from './state-test';

/** Stands in for S3: whatever object is asked for holds the data of the request. */
export class ReaderData extends ObjectReader {
  constructor(private readonly data: string) {
    super([]);
  }

  override read(): string {
    return this.data;
  }
}

/** The items that a Map's ItemReader finds in `mapItemReaderData`. */
export function readItems(test: StateTestOf<'Map'>, effective: JsonValue): ItemList {
  const { visit, configuration, node } = test;
  const { ItemReader: reader } = node.fields;
  const { mapItemReaderData: data } = configuration;
  if (data === undefined) refuse(readerDataMissing());
  visit.input = effective;
  const read = prepareItemReader(node)?.(visit);
  const listing = reader?.Resource.endsWith(':listObjectsV2') && reader.ReaderConfig?.Transformation !== 'LOAD_AND_FLATTEN';
  const items = listing ? itemList(listedObjects(data)) : read === undefined ? itemList([]) : sourcedList(read());
  if (reader?.ReaderConfig?.ItemsPointer !== undefined) {
    test.inspect(
      'afterItemsPointer',
      Array.from({ length: items.length }, (_, index) => items.item(index).value),
    );
  }
  return items;
}

/** The answer of ListObjectsV2, or its `Contents` alone. */
function listedObjects(data: string): JsonValue {
  const failure = () => new Failure('States.ItemReaderFailed', 'Attempting to map over non-iterable node.');
  let listed: JsonValue;
  try {
    listed = parseJson(data);
  } catch {
    throw failure();
  }
  const contents = isJsonObject(listed) ? ownKey(listed, 'Contents') : listed;
  if (!Array.isArray(contents)) throw failure();
  return contents as JsonValue;
}
