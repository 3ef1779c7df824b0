import { addCopyButtons } from './copy-buttons';
import { startIndexSearch } from './index-search';

// The same script for every guide. Without it, the pages and the index have all of their text.
addCopyButtons();
startIndexSearch();
