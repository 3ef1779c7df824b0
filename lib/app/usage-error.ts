/** The values of the options are not valid together with what they are about. The command ends with status 2. */
export class UsageError extends Error {}
