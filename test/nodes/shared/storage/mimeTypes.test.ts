import { readFileSync } from 'node:fs';
import { registeredType, typeOfExtension } from '../../../../nodes/shared/storage/fileType';
import { EXTENSIONS } from '../../../../nodes/shared/storage/mimeTypes.generated';
import { TABLE } from '../../../../tools/mimeTypes';
import { source, table } from '../../../../tools/mimeTypes/table';
import karmaCheckTypes from '../../../../tools/emulators/karmacheck/mimeTypes.json';

describe('the table of MIME types', () => {
	it('is what is made of mime-db (npm run mimeTypes)', () => {
		expect(readFileSync(TABLE, 'utf8')).toBe(source());
		expect(Object.entries(EXTENSIONS)).toEqual(table().map(([type, all]) => [type, all.join(' ')]));
	});

	it('has every type of KarmaCheck that has an extension', () => {
		const missing = karmaCheckTypes.filter((type) => !Object.hasOwn(EXTENSIONS, type));
		expect(missing).toEqual(['application/vnd.pagemaker', 'image/jpeg2000', 'image/xbm']);
	});

	it('knows no extension of unknown bytes, and none of websites', () => {
		expect(EXTENSIONS).not.toHaveProperty('application/octet-stream');
		expect(['bin', 'com', 'dat', 'constructor'].map(typeOfExtension)).toEqual(
			Array(4).fill(undefined),
		);
	});

	it.each([
		...[
			['pdf', 'application/pdf'],
			['JPG', 'image/jpeg'],
			['jfif', 'image/jpeg'],
			['tif', 'image/tiff'],
		],
		...[
			['rtf', 'application/rtf'],
			['xml', 'application/xml'],
			['ico', 'image/vnd.microsoft.icon'],
		],
		...[['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document']],
		...[
			['dmg', 'application/x-apple-diskimage'],
			['exe', 'application/x-msdownload'],
		],
		...[
			['mp3', 'audio/mpeg'],
			['mov', 'video/quicktime'],
			['eml', 'message/rfc822'],
			['7z', 'application/x-7z-compressed'],
		],
	])('gives .%s the type %s', (extension, type) => {
		expect(typeOfExtension(extension)).toBe(type);
	});
});

it.each([
	['image/jpg', 'image/jpeg'],
	['image/pjpeg', 'image/jpeg'],
	['image/x-png', 'image/png'],
	['image/tif', 'image/tiff'],
	['application/x-zip-compressed', 'application/zip'],
	['application/csv', 'text/csv'],
	['application/x-pdf', 'application/pdf'],
	['application/x-rtf', 'application/rtf'],
	['Application/PDF; name="März.pdf"', 'application/pdf'],
	['text/rtf', 'text/rtf'],
	['constructor', ''],
	[5, ''],
])('calls %j by its registered name, %j', (type, registered) => {
	expect(registeredType(type)).toBe(registered);
});

it('knows no other name of a type that is itself another name', () => {
	for (const type of Object.keys(EXTENSIONS)) {
		expect(registeredType(registeredType(type))).toBe(registeredType(type));
	}
});
