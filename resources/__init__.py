"""Packaged data: icons, style, translations, messages, lexicons, workbook style, samples."""
