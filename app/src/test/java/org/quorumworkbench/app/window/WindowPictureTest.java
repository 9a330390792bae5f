// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** A picture is whole before any of it is saved, so that a file system's own reason is told. */
class WindowPictureTest {

    private static final BufferedImage PAINTED = new BufferedImage(64, 32, BufferedImage.TYPE_INT_RGB);

    @Test
    void aPictureThatDoesNotFitSaysWhatTheFileSystemSays() {
        IOException failure = assertThrows(IOException.class, () -> WindowPicture.content(PAINTED).writeTo(new Full()));
        assertEquals("No space left on device", failure.getMessage());
    }

    @Test
    void whatIsSavedIsAPictureOfItsSize() throws IOException {
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        WindowPicture.content(PAINTED).writeTo(saved);
        assertEquals(64, ImageIO.read(new ByteArrayInputStream(saved.toByteArray())).getWidth());
    }

    /** Writes nowhere. */
    private static final class Full extends OutputStream {
        @Override
        public void write(int one) throws IOException {
            throw new IOException("No space left on device");
        }
    }
}
