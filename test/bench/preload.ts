import { reportUsageAtExit } from './usage';

reportUsageAtExit();
