import type { Shown, Stage } from '../stage';
import { showDocuSign } from './docuSign';
import { showDropboxSign } from './dropboxSign';
import { showForm } from './form';
import { showMail } from './mail';
import { showOrder } from './order';
import { showRelease } from './release';
import { showReport } from './report';

/** The examples that an event starts, and what sends the event and checks what has become of it. */
export const EVENTS: Array<{ file: string; show: (stage: Stage) => Promise<Shown> }> = [
	{ file: 'form-to-karmacheck.json', show: showForm },
	{ file: 'dropbox-sign-to-karmacheck.json', show: showDropboxSign },
	{ file: 'docusign-to-karmacheck.json', show: showDocuSign },
	{ file: 'email-to-karmacheck.json', show: showMail },
	{ file: 'github-release-to-kelviq.json', show: showRelease },
	{ file: 'karmacheck-report-to-folder.json', show: showReport },
	{ file: 'kelviq-order-to-email.json', show: showOrder },
];
