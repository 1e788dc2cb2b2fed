import { DIALECT_FEATURES } from '../../src/validator/expressions/path-dialect';

/** The document that the page asks. */
export const document = {
  orderId: 'o-1',
  'detail-type': 'Order',
  "it's": 1,
  customer: { name: 'Ada', address: { city: 'Oslo' } },
  shop: { name: 'Corner' },
  items: [
    { sku: 'A-1', qty: 2, price: 10, tags: ['new', 'sale'], note: null, stock: { left: 0 } },
    { sku: 'B-2', qty: 0, price: 20, tags: [], stock: { left: 7 } },
    { sku: 'C-3', qty: 5, price: 5, tags: ['sale'], note: 'x', stock: {} },
  ],
  list: [3, 1, 2],
  none: [],
  limit: 5,
};

/** Paths that work on AWS, by what they show. */
export const COMMON: readonly (readonly [title: string, paths: readonly string[]])[] = [
  [
    'Members',
    [
      '$.orderId',
      "$['orderId']",
      "$['detail-type']",
      '$.detail-type',
      '$.customer.address.city',
      "$.customer.['name']",
      "$['orderId','limit']",
    ],
  ],
  [
    'Members that are missing',
    ['$.missing', '$.missing.deep', '$.customer.name.first', "$['orderId','missing']", '$.missing[*]', '$.missing[0]'],
  ],
  [
    'Elements',
    ['$.list[0]', '$.list[0,2]', '$.list[9]', '$.none[0]', '$.list[(@.length-1)]', '$.list[(@.length()-1)]', '$.items[(@.length-1)].sku'],
  ],
  ['Slices', ['$.list[1:]', '$.list[:2]', '$.list[0:2]', '$.list[-2:]', '$.list[:-1]', '$.list[5:]', '$.missing[1:]']],
  [
    'Wildcards and scans',
    [
      '$.items[*].sku',
      '$.items.*.sku',
      '$.items[*].note',
      '$.items[*].stock.left',
      '$.items[*].tags[*]',
      '$.*.name',
      '$..sku',
      '$..name',
      '$..tags[0]',
      '$..items[0].sku',
    ],
  ],
  [
    'Filters',
    [
      "$.items[?(@.sku == 'A-1')].qty",
      '$.items[?(@.sku == A-1)].qty',
      "$.items[?(@.sku != 'A-1')].sku",
      '$.items[?(@.price > 9)].sku',
      "$.items[?(@.price > '9')].sku",
      '$.items[?(@.price <= $.limit)].sku',
      '$.items[?(@.note)].sku',
      '$.items[?(!@.note)].sku',
      '$.items[?(@.note == null)].sku',
      '$.items[?(@.note != null)].sku',
      '$.items[?(@.qty > 0 && @.price > 5)].sku',
      '$.items[?(@.qty == 0 || @.price == 5)].sku',
      '$.items[?(@.sku =~ /[AB].*/)].sku',
      '$.items[?(@.sku =~ /a.*/i)].sku',
      '$.items[?(@.stock.left == 7)].sku',
      "$.items[?(@.tags[0] == 'sale')].sku",
      '$.items[?(@.price > 100)].sku',
      '$.items[?(@.note)].note',
      '$.list[?(@ > 1)]',
      '$.customer[?(@.name)].name',
    ],
  ],
];

/** Every path of the page, each once. */
export function questions(): readonly string[] {
  return [...new Set([...COMMON.flatMap(([, paths]) => paths), ...DIALECT_FEATURES.flatMap(({ examples }) => examples)])];
}
