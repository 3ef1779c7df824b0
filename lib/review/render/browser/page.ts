import { type PageData } from '../page-data';
import { elementById } from '../../../private/browser/elements';
import { Filters } from './filters';
import { pageModel } from './page-model';

// The same script for every report. Without it, the tables still show all of the access.
const data = JSON.parse(elementById('data', HTMLScriptElement).text) as PageData;
new Filters(pageModel(data)).start();
