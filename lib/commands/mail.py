"""A unit's digest by mail, through the server that the plan's settings name; without one nothing is connected to."""

import os
import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

from lib.about import Mail
from lib.text import digest

PASSWORD = "PLAN_MAIL_PASSWORD"
PATIENCE = 20
"""Seconds that the server may take to answer."""


class NotSent(Exception):
    """The mail did not go out; the message says why and what to do."""


def message(found: digest.Digest, sender: str, to: str, name: str) -> EmailMessage:
    """The digest as a mail: what is owed in a sentence and as a page, with the page and its days of a calendar attached
    as `name`."""
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["To"] = digest.title(found), sender, to
    mail["Date"], mail["Message-ID"] = formatdate(localtime=True), make_msgid(domain=sender.rpartition("@")[2])
    page, calendar = digest.page(found), digest.calendar(found)
    mail.set_content(f"{found.mark}\n{digest.told(found)}详见附件。\n".lstrip())
    mail.add_alternative(page.decode(), subtype="html")
    mail.add_attachment(page, maintype="text", subtype="html", filename=f"{name}.html")
    mail.add_attachment(calendar, maintype="text", subtype="calendar", filename=f"{name}.ics")
    return mail


def send(mail: EmailMessage, by: Mail) -> None:
    """Hand a mail to the server of the settings; NotSent with the reason."""
    try:
        safe = ssl.create_default_context()
        made = (
            smtplib.SMTP_SSL(by.host, by.port, timeout=PATIENCE, context=safe)
            if by.security == "tls"
            else smtplib.SMTP(by.host, by.port, timeout=PATIENCE)
        )
        with made as server:
            if by.security == "starttls":
                server.starttls(context=safe)
            if by.user:
                server.login(by.user, os.environ.get(PASSWORD, ""))
            server.send_message(mail)
    except (smtplib.SMTPException, OSError) as error:
        raise NotSent(f"没有发出：{why(error)}。") from error


def why(error: Exception) -> str:
    """What went wrong with a mail, and where to look.

    >>> why(smtplib.SMTPRecipientsRefused({"a@b.cn": (550, b"")})), why(ConnectionRefusedError())
    ('服务器不收这个收件人；请核对“单位与角色”页上该单位的邮箱', '连不上邮件服务器；请核对 plan.toml [mail] 的 host 和 port，以及服务器是否开着')
    >>> why(smtplib.SMTPDataError(554, b"spam"))
    '服务器拒收这封邮件（554 spam）'
    """
    for kind, said in WHY:
        if isinstance(error, kind):
            return said
    if isinstance(error, smtplib.SMTPResponseException):
        told = error.smtp_error
        return f"服务器拒收这封邮件（{error.smtp_code} {told.decode('utf-8', 'replace') if isinstance(told, bytes) else told}）"
    return "连不上邮件服务器；请核对 plan.toml [mail] 的 host 和 port，以及服务器是否开着"


WHY: tuple[tuple[type[Exception], str], ...] = (
    (smtplib.SMTPRecipientsRefused, "服务器不收这个收件人；请核对“单位与角色”页上该单位的邮箱"),
    (smtplib.SMTPSenderRefused, "服务器不收这个发件人；请核对 plan.toml [mail] 的 sender"),
    (smtplib.SMTPAuthenticationError, f"账号或口令不对；请核对 [mail] 的 user 和环境变量 {PASSWORD}"),
    (smtplib.SMTPNotSupportedError, "服务器不支持所要的加密、登录或邮箱写法；请核对 [mail] 的 security 和 user"),
    (ssl.SSLError, "加密没有谈成；请核对 [mail] 的 security、port 和服务器的证书"),
    (TimeoutError, f"邮件服务器{PATIENCE}秒没有回答"),
    (smtplib.SMTPServerDisconnected, "邮件服务器中断了连接"),
)
"""What the server or the network says, in our words."""
