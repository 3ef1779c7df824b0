import { shellFunctions } from '../private/text/shell-script';

/** The function `collect_artifacts`, which copies files that a build keeps. It calls `fail`. */
export const collectArtifacts = shellFunctions(__dirname, 'collect-artifacts.sh');

/** The function `read_stored`, which prints a secret of AWS. It calls `fail`. */
export const readStored = shellFunctions(__dirname, 'read-stored.sh');
