import { PDFDocument, StandardFonts } from 'pdf-lib';

/** A small PDF that says what it is and who has signed it. */
export async function signedPdf(title: string, signer: string): Promise<Buffer> {
	const document = await PDFDocument.create();
	document.setTitle(title);
	const page = document.addPage([595, 842]);
	const font = await document.embedFont(StandardFonts.Helvetica);
	page.drawText(title, { x: 72, y: 740, size: 20, font });
	page.drawText(`Signed electronically by ${signer}`, { x: 72, y: 700, size: 12, font });
	return Buffer.from(await document.save());
}
