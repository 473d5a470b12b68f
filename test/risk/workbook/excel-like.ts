import { strToU8, zipSync } from 'fflate';
import type { Zippable } from 'fflate';

const X = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n';
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const CT = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** A dot of one pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const rels = (list: readonly (readonly [string, string, string, string?])[]): string =>
  `${X}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list
    .map(([id, type, target, mode]) => {
      const full = type.startsWith('http') ? type : `${REL}/${type}`;
      return `<Relationship Id="${id}" Type="${full}" Target="${target}"${mode === undefined ? '' : ` TargetMode="${mode}"`}/>`;
    })
    .join('')}</Relationships>`;

/** Ways in which the workbook of `excelLike` can differ. */
export interface ExcelLike {
  readonly protect?: boolean;
  readonly macros?: boolean;
  readonly totals?: boolean;
  readonly from1904?: boolean;
  /** Changes the text of a part before it is packed. */
  readonly part?: (name: string, text: string) => string;
}

const STRINGS = [
  'Programme risk register',
  'Risk ID',
  'Risk',
  'Likelihood',
  'Impact',
  'Score',
  'Confidence',
  'Reviewed',
  'Notes',
  'R-01',
  'R-02',
  'R-03',
  'Largest owner leaves',
  'Places short in a region',
  'Carers lost',
  'Medium',
  'High',
  'Low',
  '=not a formula',
];
const s = (text: string): string => `t="s"><v>${STRINGS.indexOf(text)}</v>`;

/** Rows of the register: title in row 1, header in row 3, risks in rows 4 to 6. Score is a formula of Likelihood and Impact. */
function sheetData(): string {
  const risk = (row: number, id: string, text: string, l: number, i: number, confidence: string, day: number): string =>
    `<row r="${row}" spans="1:8" ht="30" customHeight="1" x14ac:dyDescent="0.3">` +
    `<c r="A${row}" s="2" ${s(id)}</c><c r="B${row}" s="3" ${s(text)}</c><c r="C${row}" s="2"><v>${l}</v></c><c r="D${row}" s="2"><v>${i}</v></c>` +
    (row === 4
      ? `<c r="E4" s="2"><f t="shared" ref="E4:E6" si="0">C4*D4</f><v>${l * i}</v></c>`
      : `<c r="E${row}" s="2"><f t="shared" si="0"/><v>${l * i}</v></c>`) +
    `<c r="F${row}" s="2" ${s(confidence)}</c><c r="G${row}" s="1"><v>${day}</v></c>` +
    (row === 5 ? '<c r="H5" s="3" t="inlineStr"><is><t>Inline &amp; here</t></is></c>' : `<c r="H${row}" s="3"/>`) +
    '</row>';
  return (
    `<sheetData><row r="1" spans="1:8" x14ac:dyDescent="0.3"><c r="A1" ${s('Programme risk register')}</c></row>` +
    `<row r="3" spans="1:8" x14ac:dyDescent="0.3">${[
      'Risk ID',
      'Risk',
      'Likelihood',
      'Impact',
      'Score',
      'Confidence',
      'Reviewed',
      'Notes',
    ]
      .map((h, i) => `<c r="${'ABCDEFGH'[i]}3" ${s(h)}</c>`)
      .join('')}</row>` +
    risk(4, 'R-01', 'Largest owner leaves', 3, 5, 'Medium', 46000) +
    risk(5, 'R-02', 'Places short in a region', 2, 4, 'High', 46031) +
    risk(6, 'R-03', 'Carers lost', 4, 2, 'Low', 46062) +
    '</sheetData>'
  );
}

function parts({
  protect = false,
  macros = false,
  totals = false,
  from1904 = false,
}: ExcelLike): Record<string, string | Uint8Array> {
  const workbookType = macros ? 'application/vnd.ms-excel.sheet.macroEnabled.main+xml' : `${CT}.sheet.main+xml`;
  const override = (part: string, type: string): string => `<Override PartName="/${part}" ContentType="${type}"/>`;
  return {
    '[Content_Types].xml':
      `${X}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
      '<Default Extension="png" ContentType="image/png"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      '<Default Extension="xml" ContentType="application/xml"/><Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>' +
      `<Default Extension="bin" ContentType="${macros ? 'application/vnd.ms-office.vbaProject' : `${CT}.printerSettings`}"/>` +
      override('xl/workbook.xml', workbookType) +
      override('xl/worksheets/sheet1.xml', `${CT}.worksheet+xml`) +
      override('xl/worksheets/sheet2.xml', `${CT}.worksheet+xml`) +
      override('xl/styles.xml', `${CT}.styles+xml`) +
      override('xl/sharedStrings.xml', `${CT}.sharedStrings+xml`) +
      override('xl/tables/table1.xml', `${CT}.table+xml`) +
      override('xl/comments1.xml', `${CT}.comments+xml`) +
      override('xl/threadedComments/threadedComment1.xml', 'application/vnd.ms-excel.threadedcomments+xml') +
      override('xl/persons/person.xml', 'application/vnd.ms-excel.person+xml') +
      override('xl/drawings/drawing1.xml', 'application/vnd.openxmlformats-officedocument.drawing+xml') +
      override('xl/charts/chart1.xml', 'application/vnd.openxmlformats-officedocument.drawingml.chart+xml') +
      override('xl/calcChain.xml', `${CT}.calcChain+xml`) +
      override('docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml') +
      override('docProps/custom.xml', 'application/vnd.openxmlformats-officedocument.custom-properties+xml') +
      override('docMetadata/LabelInfo.xml', 'application/vnd.ms-office.classificationlabels+xml') +
      '</Types>',
    '_rels/.rels': rels([
      ['rId1', 'officeDocument', 'xl/workbook.xml'],
      [
        'rId2',
        'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties',
        'docProps/core.xml',
      ],
      ['rId4', 'custom-properties', 'docProps/custom.xml'],
      [
        'rId5',
        'http://schemas.microsoft.com/office/2020/02/relationships/classificationlabels',
        'docMetadata/LabelInfo.xml',
      ],
    ]),
    'xl/workbook.xml':
      `${X}<workbook ${MAIN} ${R}><fileVersion appName="xl" lastEdited="7"/><workbookPr ${from1904 ? 'date1904="1" ' : ''}defaultThemeVersion="166925"/>` +
      '<bookViews><workbookView xWindow="0" yWindow="0" windowWidth="20000" windowHeight="9000"/></bookViews>' +
      '<sheets><sheet name="Register" sheetId="1" r:id="rId1"/><sheet name="Lists &amp; totals" sheetId="2" r:id="rId2"/></sheets>' +
      '<definedNames><definedName name="_xlnm.Print_Area" localSheetId="0">Register!$A$1:$H$20</definedName><definedName name="Impacts">Register!$D$4:$D$6</definedName><definedName name="Words">\'Lists &amp; totals\'!$A$1:$A$3</definedName></definedNames>' +
      '<calcPr calcId="191029"/></workbook>',
    'xl/_rels/workbook.xml.rels': rels([
      ['rId1', 'worksheet', 'worksheets/sheet1.xml'],
      ['rId2', 'worksheet', 'worksheets/sheet2.xml'],
      ['rId3', 'styles', 'styles.xml'],
      ['rId4', 'sharedStrings', '/xl/sharedStrings.xml'],
      ['rId5', 'calcChain', 'calcChain.xml'],
      ['rId6', 'http://schemas.microsoft.com/office/2017/10/relationships/person', 'persons/person.xml'],
      ...(macros
        ? ([['rId7', 'http://schemas.microsoft.com/office/2006/relationships/vbaProject', 'vbaProject.bin']] as const)
        : []),
    ]),
    'xl/worksheets/sheet1.xml':
      `${X}<worksheet ${MAIN} ${R} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac" xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac">` +
      '<dimension ref="A1:H6"/><sheetViews><sheetView workbookViewId="0"><pane ySplit="3" topLeftCell="A4" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
      '<sheetFormatPr defaultRowHeight="14.4" x14ac:dyDescent="0.3"/><cols><col min="2" max="2" width="34" style="3" customWidth="1"/><col min="6" max="7" width="18" customWidth="1"/><col min="8" max="8" width="24" customWidth="1"/></cols>' +
      sheetData() +
      (protect
        ? '<sheetProtection algorithmName="SHA-512" hashValue="AAAA" saltValue="BBBB" spinCount="100000" sheet="1" objects="1" scenarios="1"/>'
        : '') +
      '<conditionalFormatting sqref="E4:E6"><cfRule type="cellIs" dxfId="0" priority="1" operator="greaterThanOrEqual"><formula>15</formula></cfRule></conditionalFormatting>' +
      '<dataValidations count="2"><dataValidation type="whole" allowBlank="1" showErrorMessage="1" sqref="C4:D6"><formula1>1</formula1><formula2>5</formula2></dataValidation>' +
      '<dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="F4:F6"><formula1>"High,Medium,Low"</formula1></dataValidation></dataValidations>' +
      '<hyperlinks><hyperlink ref="B4" r:id="rId5"/></hyperlinks><pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>' +
      '<pageSetup paperSize="9" orientation="landscape" r:id="rId6"/><headerFooter><oddFooter>&amp;LOFFICIAL</oddFooter></headerFooter><drawing r:id="rId1"/><legacyDrawing r:id="rId2"/>' +
      '<tableParts count="1"><tablePart r:id="rId3"/></tableParts>' +
      '<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:dataValidations xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main" count="1"><x14:dataValidation type="list" allowBlank="1"><x14:formula1><xm:f>\'Lists &amp; totals\'!$A$1:$A$3</xm:f></x14:formula1><xm:sqref>E4:E6</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>' +
      '</worksheet>',
    'xl/worksheets/_rels/sheet1.xml.rels': rels([
      ['rId1', 'drawing', '../drawings/drawing1.xml'],
      ['rId2', 'vmlDrawing', '../drawings/vmlDrawing1.vml'],
      ['rId3', 'table', '../tables/table1.xml'],
      ['rId4', 'comments', '../comments1.xml'],
      ['rId5', 'hyperlink', 'https://www.gov.wales/', 'External'],
      ['rId6', 'printerSettings', '../printerSettings/printerSettings1.bin'],
      [
        'rId7',
        'http://schemas.microsoft.com/office/2017/10/relationships/threadedComment',
        '../threadedComments/threadedComment1.xml',
      ],
    ]),
    'xl/worksheets/sheet2.xml':
      `${X}<worksheet ${MAIN}><dimension ref="A1:C4"/><sheetData><row r="1"><c r="A1" ${s('High')}</c><c r="B1"><f>SUM(Register!E4:E6)</f><v>31</v></c></row><row r="2"><c r="A2" ${s('Medium')}</c><c r="B2"><f>MAX(Impacts)</f><v>5</v></c></row>` +
      `<row r="3"><c r="A3" ${s('Low')}</c><c r="B3"><f>COUNTIF(tbl_risks[Confidence],"High")</f><v>1</v></c></row><row r="4"><c r="B4"><f>1+1</f><v>2</v></c><c r="C4" t="str"><f>IF(B1&gt;30,"over","under")</f><v>over</v></c></row></sheetData></worksheet>`,
    'xl/styles.xml':
      `${X}<styleSheet ${MAIN}><numFmts count="1"><numFmt numFmtId="164" formatCode="dd\\ mmmm\\ yyyy"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Arial"/></font><font><b/><sz val="11"/><name val="Arial"/></font></fonts>` +
      '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left/><right/><top/><bottom style="thin"><color auto="1"/></bottom><diagonal/></border></borders>' +
      '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
      '<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="164" fontId="0" fillId="0" borderId="1" xfId="0" applyNumberFormat="1"/><xf numFmtId="0" fontId="0" fillId="0" borderId="1" xfId="0" applyProtection="1"><protection locked="0"/></xf><xf numFmtId="49" fontId="0" fillId="0" borderId="1" xfId="0" applyAlignment="1"><alignment wrapText="1"/></xf><xf numFmtId="10" fontId="1" fillId="0" borderId="0" xfId="0"/></cellXfs>' +
      '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles><dxfs count="1"><dxf><font><b/></font><fill><patternFill><bgColor rgb="FFF46A25"/></patternFill></fill></dxf></dxfs></styleSheet>',
    'xl/sharedStrings.xml': `${X}<sst ${MAIN} count="30" uniqueCount="${STRINGS.length}">${STRINGS.map((t) => (t === 'Carers lost' ? '<si><r><t xml:space="preserve">Carers </t></r><r><rPr><b/></rPr><t>lost</t></r></si>' : `<si><t>${t}</t></si>`)).join('')}</sst>`,
    'xl/tables/table1.xml':
      `${X}<table ${MAIN} id="1" name="tbl_risks" displayName="tbl_risks" ref="A3:H6" totalsRowShown="0"${totals ? ' totalsRowCount="1"' : ''}><autoFilter ref="A3:H6"/><tableColumns count="8">` +
      ['Risk ID', 'Risk', 'Likelihood', 'Impact', 'Score', 'Confidence', 'Reviewed', 'Notes']
        .map((h, i) => `<tableColumn id="${i + 1}" name="${h}"/>`)
        .join('') +
      '</tableColumns><tableStyleInfo name="TableStyleLight1" showFirstColumn="0" showLastColumn="0" showRowStripes="1" showColumnStripes="0"/></table>',
    'xl/comments1.xml': `${X}<comments ${MAIN}><authors><author>tc={0}</author></authors><commentList><comment ref="C4" authorId="0" shapeId="0"><text><t>[Threaded comment] Why 3?</t></text></comment></commentList></comments>`,
    'xl/threadedComments/threadedComment1.xml': `${X}<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"><threadedComment ref="C4" dT="2026-01-05T10:00:00.00" personId="{1}" id="{0}"><text>Why 3?</text></threadedComment></ThreadedComments>`,
    'xl/persons/person.xml': `${X}<personList xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"><person displayName="Chair" id="{1}" userId="u" providerId="None"/></personList>`,
    'xl/drawings/vmlDrawing1.vml':
      '<xml xmlns:v="urn:schemas-microsoft-com:vml"><v:shape id="_x0000_s1025" type="#t"/></xml>',
    'xl/drawings/drawing1.xml':
      `${X}<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:twoCellAnchor><xdr:from><xdr:col>0</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>8</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>3</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>20</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to><xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="2" name="Chart 1" descr="Scores of the risks"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" ${R} r:id="rId1"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>` +
      `<xdr:oneCellAnchor><xdr:from><xdr:col>4</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>8</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext cx="360000" cy="360000"/><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="3" name="Logo" descr="Logo"/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill><a:blip ${R} r:embed="rId2"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic><xdr:clientData/></xdr:oneCellAnchor></xdr:wsDr>`,
    'xl/drawings/_rels/drawing1.xml.rels': rels([
      ['rId1', 'chart', '../charts/chart1.xml'],
      ['rId2', 'image', '../media/image1.png'],
    ]),
    'xl/charts/chart1.xml': `${X}<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/><c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/><c:ser><c:idx val="0"/><c:order val="0"/><c:cat><c:strRef><c:f>Register!$A$4:$A$6</c:f></c:strRef></c:cat><c:val><c:numRef><c:f>Register!$E$4:$E$6</c:f></c:numRef></c:val></c:ser><c:axId val="1"/><c:axId val="2"/></c:barChart><c:catAx><c:axId val="1"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="b"/><c:crossAx val="2"/></c:catAx><c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="l"/><c:crossAx val="1"/></c:valAx></c:plotArea></c:chart></c:chartSpace>`,
    'xl/media/image1.png': PNG,
    'xl/printerSettings/printerSettings1.bin': new Uint8Array([1, 0, 254, 255, 7, 7]),
    ...(macros ? { 'xl/vbaProject.bin': new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 9, 8, 7]) } : {}),
    'xl/calcChain.xml': `${X}<calcChain ${MAIN}><c r="E4" i="1"/><c r="E5" i="1"/><c r="E6" i="1"/><c r="B1" i="2"/></calcChain>`,
    'docProps/core.xml': `${X}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Register</dc:title></cp:coreProperties>`,
    'docProps/custom.xml': `${X}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="Marking"><vt:lpwstr>OFFICIAL</vt:lpwstr></property></Properties>`,
    'docMetadata/LabelInfo.xml': `${X}<clbl:labelList xmlns:clbl="http://schemas.microsoft.com/office/2020/mipLabelMetadata"><clbl:label id="{a}" enabled="1" method="Standard" siteId="{b}" removed="0"/></clbl:labelList>`,
  };
}

/** A register as Excel writes one: table, formulas, validations, comments, chart, image, protection, label. */
export function excelLike(options: ExcelLike = {}): Uint8Array {
  const { part = (_: string, text: string): string => text } = options;
  const files: Zippable = {};
  for (const [name, content] of Object.entries(parts(options)))
    // Pictures are stored as they are.
    files[name] = typeof content === 'string' ? strToU8(part(name, content)) : [content, { level: 0 }];
  return zipSync(files, { level: 6, mtime: new Date(2026, 0, 5) });
}
