#= a finding
"""empty message
#<- hint default-message

Revision ID: a1
"""
revision = "a1"
down_revision = None

#= none here
"""Add the e-mail address to accounts

Revision ID: a1
"""
revision = "a1"
down_revision = None

#= no docstring
revision = "a1"
#<- hint default-message
down_revision = None

#= only the lines of the template
"""
Revision ID: a1
#<- hint default-message
"""
revision = "a1"
down_revision = None
