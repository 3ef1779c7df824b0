import { shellFunctions } from '../private/text/shell-script';

/** The function `read_stored`, which prints a secret of AWS. It calls `fail`. */
export const readStored = shellFunctions(__dirname, 'read-stored.sh');
