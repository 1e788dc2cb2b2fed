import type { Severity } from '../diagnostic';

/**
 * What newer dialects of JSONPath and testers on the web can do, and AWS cannot. The table feeds the rule NEWER_JSONPATH and
 * the page docs/jsonpath-dialects.md; where nothing else is named, the answers of Jayway JsonPath 2.0.0 show it.
 */
export interface DialectFeature {
  /** What it is, as a heading and in the middle of a sentence. */
  readonly name: string;
  /** Finds it in a path, and what stands there. */
  readonly pattern: RegExp;
  /** The pattern looks into quoted texts, too. */
  readonly inQuotes?: true;
  /** What AWS does with it. */
  readonly onAws: string;
  /** What works there. */
  readonly instead: string;
  /** ERROR where a measurement of AWS itself shows it. */
  readonly severity: Severity;
  /** Who measured it on AWS. */
  readonly measured?: string;
  /** Paths of the page's document that show it. */
  readonly examples: readonly string[];
}

/** A comparison's right-hand side: up to the next condition or the end of the filter. */
const REST = String.raw`(?:(?!&&|\|\|)[^\]])*`;

export const DIALECT_FEATURES: readonly DialectFeature[] = [
  {
    name: 'the length of an array as a function',
    pattern: /(?<!\(@)\.(?:length|size)\(\)(?=$|[.[])/,
    onAws: 'AWS takes it for the name of a member and finds nothing',
    instead: 'call States.ArrayLength in a payload template, or use JSONata',
    severity: 'ERROR',
    measured: 'awsdocs/aws-step-functions-developer-guide, pull request 5',
    examples: ['$.items.length()', '$.items[0].tags.length()', '$.list.size()', '$.length()'],
  },
  {
    name: 'a function that adds up',
    pattern: /\.(?:sum|min|max|avg|stddev)\((?=[^\]]*$)/,
    onAws: 'AWS takes it for the name of a member and finds nothing',
    instead: 'use JSONata ($sum, $max, ...), or States.MathAdd for two numbers',
    severity: 'ERROR',
    measured: 're:Post, question QUYiQKP0XfThWEc_ahsMnLOA',
    examples: ['$.list.sum()', '$.list.min()', '$.list.max()', '$.list.avg()', '$.items[*].price.sum()'],
  },
  {
    name: 'another function',
    pattern: /\.(?:first|last|index|append|keys|concat)\((?=[^\]]*$)/,
    onAws: 'AWS takes it for the name of a member and finds nothing',
    instead: 'read an element with [0], [(@.length-1)] or States.ArrayGetItem, join texts with States.Format, or use JSONata',
    severity: 'WARNING',
    examples: ['$.items.first()', '$.items.last()', '$.list.index(1)', '$.customer.keys()', '$.list.append(4)'],
  },
  {
    name: 'a negative index',
    pattern: /\[\s*-\d+\s*\]/,
    onAws: 'AWS does not count from the end and finds nothing',
    instead: 'write [(@.length-1)] for the last element',
    severity: 'ERROR',
    measured: 'zenn.dev/sotaro8181/articles/9f265419e4fda9',
    examples: ['$.list[-1]', '$.items[-1].sku', '$.items[-2].sku'],
  },
  {
    name: 'a slice that begins before the end and ends there too',
    pattern: /\[\s*-\d+\s*:\s*-?\d+/,
    onAws: 'AWS counts from the end only where one bound is given, and finds nothing here',
    instead: 'write [-2:] or [:-1]',
    severity: 'WARNING',
    examples: ['$.list[-2:-1]', '$.list[-3:2]'],
  },
  {
    name: 'the step of a slice',
    pattern: /\[\s*-?\d*\s*:\s*-?\d*\s*:/,
    onAws: 'AWS ignores it, or refuses the path when it runs',
    instead: 'use JSONata',
    severity: 'WARNING',
    examples: ['$.list[0:3:2]', '$.list[1::2]'],
  },
  {
    name: 'several members in the middle of a path',
    pattern: /\['[^'\]]*'\s*,\s*'[^\]]*\](?=.)/,
    onAws: 'AWS takes them as the last step only',
    instead: 'read each member by itself',
    severity: 'ERROR',
    measured: 'gist deric4/733eb129a10b13530cebaa3b70031c77',
    examples: ["$['customer','shop'].name", "$.items[*]['stock','size'].left"],
  },
  {
    name: 'a name in double quotes',
    pattern: /\[\s*"/,
    onAws: 'AWS does not find it',
    instead: "write it in single quotes: ['name']",
    severity: 'WARNING',
    examples: ['$["orderId"]', '$.customer["name"]', '$["detail-type"]'],
  },
  {
    name: 'an escaped quote in a name',
    pattern: /\['(?:[^'\]\\]|\\.)*\\'/,
    inQuotes: true,
    onAws: 'AWS has no escapes in names, and reads another name',
    instead: 'use JSONata',
    severity: 'WARNING',
    examples: ["$['it\\'s']"],
  },
  {
    name: 'a text in double quotes in a filter',
    pattern: new RegExp(String.raw`\?\s*\(${REST}(?:[=!<>]=?|=~)\s*"`),
    onAws: 'AWS takes the quotes for a part of the text, and matches nothing',
    instead: "write it in single quotes: [?(@.name == 'Bob')]",
    severity: 'WARNING',
    examples: ['$.items[?(@.sku == "A-1")].qty', '$.items[?(@.sku != "A-1")].qty'],
  },
  {
    name: 'an operator in words',
    pattern: /\?\s*\([^\]]*?\s(?:in|nin|size|empty|contains|subsetof|anyof|noneof|all|type|matches)\s/i,
    onAws: 'AWS refuses it when it runs',
    instead: 'write conditions with == and ||, or use JSONata',
    severity: 'WARNING',
    examples: [
      "$.items[?(@.sku in ['A-1','B-2'])].qty",
      "$.items[?(@.sku nin ['A-1'])].qty",
      '$.items[?(@.tags size 2)].sku',
      '$.items[?(@.tags empty true)].sku',
      "$.items[?(@.tags contains 'sale')].sku",
      "$.items[?(@.tags subsetof ['new','sale'])].sku",
      "$.items[?('sale' in @.tags)].sku",
    ],
  },
  {
    name: 'a negated condition',
    pattern: /\?\s*\([^\]]*!\s*\(/,
    onAws: 'AWS drops the parentheses, and takes what is left with its ! for a text: the condition holds for all elements or for none',
    instead: 'write the opposite operator, and ! before a path only: [?(!@.note)]',
    severity: 'WARNING',
    examples: ["$.items[?(!(@.sku == 'A-1'))].sku", '$.items[?(!(@.note))].sku'],
  },
  {
    name: 'alternatives in parentheses',
    pattern: /\((?=[^()\]]*\|\|[^()\]]*\)[^\]]*&&)|&&\s*\((?=[^()\]]*\|\|)/,
    onAws: 'AWS drops the parentheses: && binds first',
    instead: 'write each alternative out: [?(@.a && @.b || @.a && @.c)]',
    severity: 'WARNING',
    examples: ['$.items[?((@.qty == 5 || @.qty == 2) && @.price > 9)].sku', '$.items[?(@.price > 9 && (@.qty == 5 || @.qty == 0))].sku'],
  },
  {
    name: 'a comparison of JavaScript',
    pattern: /\?\s*\([^\]]*[=!]==/,
    onAws: 'AWS reads == and takes the rest for a text',
    instead: 'write == or !=',
    severity: 'WARNING',
    examples: ["$.items[?(@.sku === 'A-1')].qty", '$.items[?(@.qty !== 2)].sku'],
  },
  {
    name: 'and, or, not',
    pattern: /\?\s*\([^\]]*[\s)](?:and|or)\s+[@$(!]|\?\s*\(\s*not\s/,
    onAws: 'AWS takes the word for a part of a text',
    instead: 'write &&, || and !',
    severity: 'WARNING',
    examples: ["$.items[?(@.sku == 'A-1' and @.qty == 2)].sku"],
  },
  {
    name: 'a call in a filter',
    pattern: /\?\s*\(?[^\]]*(?:\.[a-z]\w*\(|[\s(!](?:length|count|match|search|value)\()/i,
    onAws: 'AWS has no functions in filters, and matches nothing',
    instead: 'compare members, match with =~ /.../, or use JSONata',
    severity: 'WARNING',
    examples: [
      '$.items[?(@.tags.length() > 1)].sku',
      '$.items[?(length(@.sku) > 2)].sku',
      '$.items[?(@.sku.match(/A/))].sku',
      "$.items[?(match(@.sku, 'A.*'))].sku",
    ],
  },
  {
    name: 'the length of a member in a filter',
    pattern: /\?\s*\([^\]]*@[\w.]*\.length\s*[=!<>]/,
    onAws: 'AWS looks for a member called length, and matches nothing',
    instead: 'use JSONata',
    severity: 'WARNING',
    examples: ['$.items[?(@.tags.length > 1)].sku'],
  },
  {
    name: 'arithmetic in a filter',
    pattern: /\?\s*\([^\]]*@[\w.]+\s*[*+%]\s*[\d@$]/,
    onAws: 'AWS takes it for a part of a name',
    instead: 'use JSONata',
    severity: 'WARNING',
    examples: ['$.items[?(@.price * 2 > 30)].sku', '$.items[?(@.price*2>30)].sku'],
  },
  {
    name: 'several places in a filter',
    pattern: /\?\s*\([^\]]*@(?:[\w.]*(?:\.\.|\.\*|\[\*))/,
    onAws: 'AWS refuses it when it runs: the path of a filter must lead to one place',
    instead: 'use JSONata',
    severity: 'WARNING',
    examples: ["$.items[?(@.tags[*] == 'sale')].sku", '$.items[?(@..left)].sku'],
  },
  {
    name: 'an index after a filter',
    pattern: /\)\s*\]\.?\[\s*(?:\d+|\(@\.)/,
    onAws: 'AWS applies it to each element that the filter finds, not to the list of them',
    instead: 'take the element with States.ArrayGetItem($.list[?(@.a == 1)], 0)',
    severity: 'WARNING',
    examples: ["$.items[?(@.sku == 'A-1')][0]", "$.items[?(@.sku == 'A-1')][0].qty"],
  },
  {
    name: 'a filter without parentheses',
    pattern: /\[\s*\?\s*[^\s(]/,
    onAws: 'AWS refuses it when it runs',
    instead: 'write [?( ... )]',
    severity: 'WARNING',
    examples: ['$.items[?@.qty > 1].sku'],
  },
  {
    name: 'a flag of a regular expression',
    pattern: /=~\s*\/(?:[^/\\]|\\.)*\/(?!i?[\s)&|])\w+/,
    onAws: 'AWS knows only the flag i',
    instead: 'leave it out',
    severity: 'WARNING',
    examples: ['$.items[?(@.sku =~ /a.*/im)].sku'],
  },
  {
    name: 'a parent or a key',
    pattern: /[^.[\s][\^~]$|@(?:property|parent|parentProperty|path|root)\b/,
    onAws: 'AWS takes it for a part of a name',
    instead: 'use JSONata',
    severity: 'WARNING',
    examples: ['$.items[0]^', '$.customer~', '$.items[?(@property === 0)].sku'],
  },
];

/** What of a path works in newer dialects and not on AWS, in the order of the table. */
export function newerFeatures(path: string): readonly DialectFeature[] {
  if (path.length > LONGEST_CHECKED || !/[[(^~"]/.test(path)) return [];
  const unquoted = path.replace(/'(?:[^'\\]|\\.)*'/g, "'x'");
  return DIALECT_FEATURES.filter(({ pattern, inQuotes }) => pattern.test(inQuotes ? path : unquoted));
}

// Nobody writes such a path by hand, and the patterns are not meant for one.
const LONGEST_CHECKED = 2_000;
