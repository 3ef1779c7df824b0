import { shellFunctions } from '../private/text/shell-script';

/** The function `require_tested`, which compares a pushed image with the images that were tested. It calls `retry`. */
export const requireTested = shellFunctions(__dirname, 'require-tested.sh');
