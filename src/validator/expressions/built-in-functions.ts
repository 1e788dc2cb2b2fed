const LANGUAGE =
  'sum count max min average string substring substringBefore substringAfter lowercase uppercase length trim pad match contains replace split join formatNumber formatBase formatInteger parseInteger number floor ceil round abs sqrt power boolean not map zip filter single reduce sift keys lookup append exists spread merge reverse each error assert type sort shuffle distinct base64encode base64decode encodeUrlComponent encodeUrl decodeUrlComponent decodeUrl fromMillis toMillis now millis clone';
const SERVICE = 'partition range hash random uuid parse';

/** Functions of JSONata 2.0.6 and those the service adds; `$eval` is not among them. */
export const BUILT_IN_FUNCTIONS: ReadonlySet<string> = new Set(`${LANGUAGE} ${SERVICE}`.split(' '));
