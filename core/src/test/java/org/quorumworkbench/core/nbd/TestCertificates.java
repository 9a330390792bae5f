// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.core.nbd;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;

/** A certificate that vouches for itself, in the files that NBD's programs look for. */
public final class TestCertificates {

    private static final String PASSWORD = "password";

    private TestCertificates() {}

    /** Makes the folder, for a server of that name and for a client; it is its own authority. */
    public static Path make(Path folder, String host)
            throws IOException, InterruptedException, GeneralSecurityException {
        Files.createDirectories(folder);
        Path store = folder.resolve("store.p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process process = new ProcessBuilder(keytool.toString(), "-genkeypair", "-alias", "k", "-keyalg", "RSA",
                "-keysize", "2048", "-validity", "2", "-dname", "CN=" + host, "-ext", "san=dns:" + host, "-ext",
                "bc=ca:true", "-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", PASSWORD)
                .redirectErrorStream(true).redirectOutput(folder.resolve("keytool.log").toFile()).start();
        if (process.waitFor() != 0) {
            throw new IOException(Files.readString(folder.resolve("keytool.log")));
        }
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        Key key = keys.getKey("k", PASSWORD.toCharArray());
        String certificate = pem("CERTIFICATE", keys.getCertificate("k").getEncoded());
        Files.writeString(folder.resolve("ca-cert.pem"), certificate);
        for (String role : new String[]{"server", "client"}) {
            Files.writeString(folder.resolve(role + "-cert.pem"), certificate);
            Files.writeString(folder.resolve(role + "-key.pem"), pem("PRIVATE KEY", key.getEncoded()));
        }
        return folder;
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(bytes)
                + "\n-----END " + what + "-----\n";
    }
}
