import { shellScript } from '../private/text/shell-script';

/** Logs Docker in to the registries of base images. Takes the function `retry`. */
export const logInToOthers = shellScript(__dirname, 'log-in-to-others.sh');

/** The function that prints the configuration of BuildKit. */
export const buildKitConfig = shellScript(__dirname, 'buildkit-config.sh');

/** The function that explains why a base image could not be pulled. */
export const explainPull = shellScript(__dirname, 'explain-pull.sh');

/** Logs Docker in to a registry with the credentials in a secret of Secrets Manager. */
export const logInBySecret = shellScript(__dirname, 'log-in-by-secret.sh');
