// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/** A server's certificate that vouches for itself, and for the clients that have it too. */
final class SelfSigned {

    private SelfSigned() {}

    /** Makes the files that NBD's programs look for, for a server called localhost. */
    static Path in(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        Files.createDirectories(folder);
        Path store = folder.resolve("store");
        Process keytool = new ProcessBuilder(
                List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias",
                        "k", "-keyalg", "RSA", "-validity", "2", "-dname", "CN=localhost", "-ext", "san=dns:localhost",
                        "-ext", "bc=ca:true", "-storetype", "PKCS12", "-keystore", store.toString(), "-storepass",
                        "password"))
                .redirectErrorStream(true).redirectOutput(folder.resolve("said").toFile()).start();
        if (keytool.waitFor() != 0) {
            throw new IOException(Files.readString(folder.resolve("said")));
        }
        char[] password = "password".toCharArray();
        KeyStore keys = KeyStore.getInstance(store.toFile(), password);
        String certificate = pem("CERTIFICATE", keys.getCertificate("k").getEncoded());
        String key = pem("PRIVATE KEY", keys.getKey("k", password).getEncoded());
        Files.writeString(folder.resolve("ca-cert.pem"), certificate);
        for (String role : List.of("server", "client")) {
            Files.writeString(folder.resolve(role + "-cert.pem"), certificate);
            Files.writeString(folder.resolve(role + "-key.pem"), key);
        }
        return folder;
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(bytes)
                + "\n-----END " + what + "-----\n";
    }
}
