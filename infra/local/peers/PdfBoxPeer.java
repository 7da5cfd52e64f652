// Appends the statement page to a scan and signs it with PDFBox and BouncyCastle.
//
// Arguments: FOLDER of the job (key.p12, signature.png, font.ttf, statement.txt), SCAN, OUT, RUNS. Prints what it took.

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Calendar;

import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceDictionary;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceStream;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.ExternalSigningSupport;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.SignatureOptions;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.CMSTypedData;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

public class PdfBoxPeer {
    private static final PDRectangle PLACE = new PDRectangle(340, 420, 160, 160);

    public static void main(String[] arguments) throws Exception {
        Path job = Path.of(arguments[0]);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream file = new FileInputStream(job.resolve("key.p12").toFile())) {
            keys.load(file, "peers".toCharArray());
        }
        long best = Long.MAX_VALUE;
        for (int run = 0; run < Integer.parseInt(arguments[3]); run++) {
            long begin = cpu();
            sign(job, keys, new File(arguments[1]), new File(arguments[2]));
            best = Math.min(best, cpu() - begin);
        }
        String peak = Files.lines(Path.of("/proc/self/status"))
            .filter(line -> line.startsWith("VmHWM:")).findFirst().get().replaceAll("[^0-9]", "");
        System.out.printf("{\"cpu\":%d,\"process\":%d,\"memory\":%d}%n", best, cpu(), Long.parseLong(peak) * 1024);
    }

    /** Processor time of this process, its compiler and collector included, in nanoseconds. */
    private static long cpu() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime();
    }

    private static void sign(Path job, KeyStore keys, File scan, File out) throws Exception {
        byte[] statement = statement(job);
        try (PDDocument made = PDDocument.load(statement);
             PDDocument document = PDDocument.load(scan);
             SignatureOptions options = new SignatureOptions();
             FileOutputStream output = new FileOutputStream(out)) {
            PDPage page = document.importPage(made.getPage(0));
            page.getCOSObject().setNeedToBeUpdated(true);
            document.getPages().getCOSObject().setNeedToBeUpdated(true);
            document.getDocumentCatalog().getCOSObject().setNeedToBeUpdated(true);
            PDAcroForm form = new PDAcroForm(document);
            document.getDocumentCatalog().setAcroForm(form);
            form.getCOSObject().setDirect(true);

            PDSignature signature = new PDSignature();
            signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
            signature.setSubFilter(COSName.getPDFName("ETSI.CAdES.detached"));
            signature.setReason("Certified copy");
            signature.setSignDate(Calendar.getInstance());
            PDSignatureField field = new PDSignatureField(form);
            form.getFields().add(field);
            field.setValue(signature);
            PDAnnotationWidget widget = field.getWidgets().get(0);
            widget.setRectangle(PLACE);
            widget.setPage(page);
            widget.setAppearance(appearance(document, job));
            page.getAnnotations().add(widget);

            options.setPreferredSignatureSize(16 * 1024);
            document.addSignature(signature, options);
            ExternalSigningSupport signing = document.saveIncrementalForExternalSigning(output);
            signing.setSignature(cms(keys, signing.getContent()));
        }
    }

    /** The page as a document of its own: only a whole document has its fonts cut to the letters that are used. */
    private static byte[] statement(Path job) throws Exception {
        try (PDDocument document = new PDDocument(); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            PDPage page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            PDType0Font font = PDType0Font.load(document, job.resolve("font.ttf").toFile());
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                float y = 780;
                for (String line : Files.readAllLines(job.resolve("statement.txt"))) {
                    content.beginText();
                    content.setFont(font, 13);
                    content.newLineAtOffset(70, y);
                    content.showText(line);
                    content.endText();
                    y -= 22;
                }
            }
            document.save(out);
            return out.toByteArray();
        }
    }

    private static PDAppearanceDictionary appearance(PDDocument document, Path job) throws Exception {
        PDFormXObject drawn = new PDFormXObject(new PDStream(document));
        drawn.setResources(new PDResources());
        drawn.setBBox(new PDRectangle(PLACE.getWidth(), PLACE.getHeight()));
        PDAppearanceStream stream = new PDAppearanceStream(drawn.getCOSObject());
        PDImageXObject image = PDImageXObject.createFromFileByContent(job.resolve("signature.png").toFile(), document);
        try (PDPageContentStream content = new PDPageContentStream(document, stream)) {
            content.drawImage(image, 0, 0, PLACE.getWidth(), PLACE.getHeight());
        }
        PDAppearanceDictionary appearance = new PDAppearanceDictionary();
        appearance.setNormalAppearance(stream);
        return appearance;
    }

    private static byte[] cms(KeyStore keys, InputStream content) throws Exception {
        String alias = keys.aliases().nextElement();
        Certificate[] chain = keys.getCertificateChain(alias);
        PrivateKey key = (PrivateKey) keys.getKey(alias, "peers".toCharArray());
        CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
        generator.addSignerInfoGenerator(
            new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
                .build(new JcaContentSignerBuilder("SHA256withRSA").build(key), (X509Certificate) chain[0]));
        generator.addCertificates(new JcaCertStore(Arrays.asList(chain)));
        CMSTypedData data = new CMSProcessableByteArray(content.readAllBytes());
        return generator.generate(data, false).getEncoded();
    }
}
