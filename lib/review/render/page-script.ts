import lines from './page-script.json';

/** The page's script, the same for every report. `npm run page-script` bundles it from the files in `browser`. */
export const pageScript = lines.join('\n');
