import { unpacked } from '../../../src/render/html/packed';
import type { PageData } from '../../../src/render/html/page-data';

/** What a page is handed, read as a browser reads it. */
export function pageData(html: string): PageData {
  const [, text = ''] = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(html) ?? [];
  return unpacked(JSON.parse(text)) as PageData;
}
