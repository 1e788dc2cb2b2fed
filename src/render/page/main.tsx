import { render } from 'preact';
import { type Packed, unpacked } from '../html/packed';
import type { PageData } from '../html/page-data';
import { App } from './app';
import { startTheme } from './theme';

startTheme();
const data = unpacked(JSON.parse(document.getElementById('data')?.textContent ?? '{}') as Packed) as PageData;
const page = document.getElementById('page') as HTMLElement;
page.textContent = '';
render(<App data={data} />, page);
