#= a finding
"""update table
#<- hint vague-message

Revision ID: a2
"""
revision = "a2"
down_revision = "a1"
#- versions/a1.py
revision = "a1"
down_revision = None

#= none here
"""Add the e-mail address to accounts

Revision ID: a2
"""
revision = "a2"
down_revision = "a1"
#- versions/a1.py
revision = "a1"
down_revision = None

#= a ticket number alone
"""PROJ-1234
#<- hint vague-message
"""
revision = "a2"
down_revision = "a1"
#- versions/a1.py
revision = "a1"
down_revision = None

#= the first revision may be called initial
"""initial"""
revision = "a1"
down_revision = None

#= a word made of words
"""add_email_to_account"""
revision = "a2"
down_revision = "a1"
#- versions/a1.py
revision = "a1"
down_revision = None
